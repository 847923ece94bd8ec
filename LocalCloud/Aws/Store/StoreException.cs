namespace LocalCloud.Aws.Store;

/// <summary>The data cannot be opened or read; the message names the file and the ways out.</summary>
internal sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);
