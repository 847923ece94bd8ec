using LocalCloud.Deploy;

namespace LocalCloud.Tune;

/// <summary>Ends a measurement with a message for its user.</summary>
internal sealed class TuneException(string message, int exitCode = ExitCodes.Failed) : Exception(message)
{
    public int ExitCode => exitCode;
}
