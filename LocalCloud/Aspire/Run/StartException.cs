using Aspire.Hosting;

namespace LocalCloud.Aspire.Run;

/// <summary>Why the application cannot be started here: what, where, and what to do, for whoever started it.</summary>
internal sealed class StartException(string message, Exception? inner = null) : DistributedApplicationException(message, inner!)
{
    /// <summary>The exit code of a command line or a setting that is wrong; anything else that hinders ends with 1.</summary>
    public const int WrongSetting = 2;

    /// <summary>Of the AppHost.</summary>
    public int ExitCode { get; init; } = 1;

    /// <summary>In logs too what is said is the message: where in the code it was found out helps nobody.</summary>
    public override string ToString() => InnerException is null ? Message : base.ToString();
}
