using System.Diagnostics;

namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>
/// The phase that an environment is in, and the gate under which that, and all that goes with it, is read and changed: processes, timers
/// and callers come at the same time, and the first to enter decides.
/// </summary>
internal sealed partial class Lifecycle(string function, ILogger<Lifecycle> log)
{
    public Lock Gate { get; } = new();

    /// <summary>Under the gate.</summary>
    public Phase Phase { get; private set; } = Phase.Cold;

    /// <summary>What has ended the environment; null while it lives.</summary>
    public Trigger? Cause { get; private set; }

    /// <summary>It takes no invocation any more.</summary>
    public bool IsGone
    {
        get
        {
            lock (Gate)
                return Phase is Phase.ShuttingDown or Phase.Ended;
        }
    }

    /// <summary>For who does not hold the gate, and can do with an answer that may be old.</summary>
    public bool Is(Phase phase)
    {
        lock (Gate)
            return Phase == phase;
    }

    /// <summary>Under the gate. True when the phase has changed by that; false when it came too late.</summary>
    public bool On(Trigger trigger)
    {
        Debug.Assert(Gate.IsHeldByCurrentThread);
        if (!Transitions.TryFind(Phase, trigger, out var to))
        {
            Illegal(log, trigger, function, Phase);
            Debug.Fail($"{trigger} of an environment that is {Phase}");
            return false;
        }
        if (to == Phase)
            return false;
        Phase = to;
        if (to is Phase.ShuttingDown)
            Cause = trigger;
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Trigger} of an environment of {Function} that is {Phase}: it is left as it is")]
    private static partial void Illegal(ILogger log, Trigger trigger, string function, Phase phase);
}
