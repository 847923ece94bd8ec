using Aspire.Hosting;

namespace LocalCloud.Aspire.Run;

/// <summary>Why the application cannot be started here: what, where, and what to do, for whoever started it.</summary>
sealed class StartException(string message, Exception? inner = null) : DistributedApplicationException(message, inner!);
