// StockFlow
