namespace LocalCloud.Prices;

/// <summary>A file of prices that cannot be used: the message names the file, the entry and what belongs there.</summary>
internal sealed class PriceFileException(string message) : Exception(message);
