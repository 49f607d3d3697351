"""What leaves the house: rows with a due time, a postman beside the pages, letters and woken browsers.

arranging.py writes the rows, in the transaction of the notice; sending.py finds what is due, looks again and
hands it over; letters.py and returned.py are about mail, push.py, sealing.py and delivery.py about browsers.
"""
