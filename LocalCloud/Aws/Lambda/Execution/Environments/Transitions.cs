using static LocalCloud.Aws.Lambda.Execution.Environments.Phase;

namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <param name="From">the phases in which <paramref name="Trigger"/> leads to <paramref name="To"/></param>
/// <param name="To">null: it changes nothing there, because something else was quicker</param>
internal sealed record Transition(Trigger Trigger, Actor By, Phase[] From, Phase? To);

/// <summary>
/// The whole life of an environment. <see cref="Lifecycle"/> goes by this table alone: what it does not have is a bug. Processes and timers
/// cannot know in which phase they are heard, so each of their triggers has a row for every phase; the fleet can, and has not.
/// </summary>
internal static class Transitions
{
    private static readonly Phase[] Live = [Cold, Initializing, Ready, Frozen, Invoking, Answered, Extending],
        Started = [Ready, Frozen, Invoking, Answered, Extending],
        Gone = [ShuttingDown, Ended];

    public static readonly Transition[] Table =
    [
        // A failed init phase leads back to Cold: it is tried once more within the invocation (docs: lambda-runtime-environment,
        // "suppressed init"), and whoever comes after a second failure tries again
        new(Trigger.Start, Actor.Fleet, [Cold], Initializing),
        new(Trigger.Start, Actor.Fleet, Gone, null),
        new(Trigger.CannotStart, Actor.Environment, [Initializing], Cold),
        new(Trigger.CannotStart, Actor.Environment, [Cold, .. Started, .. Gone], null),
        new(Trigger.InitTimeUp, Actor.Clock, [Initializing], Cold),
        new(Trigger.InitTimeUp, Actor.Clock, [Cold, .. Started, .. Gone], null),
        // An environment that ends between its acquisition and this runs nothing: the invoker takes another
        new(Trigger.Invoke, Actor.Fleet, [Ready, Frozen], Invoking),
        new(Trigger.Invoke, Actor.Fleet, Gone, null),
        // A second answer, and one that has lost against the time-out
        new(Trigger.Answer, Actor.Runtime, [Invoking], Answered),
        new(Trigger.Answer, Actor.Runtime, [Cold, Initializing, Ready, Frozen, Answered, Extending, .. Gone], null),
        // A runtime that asks before it has answered still owes the answer, until its time is up
        new(Trigger.RuntimeWaits, Actor.Runtime, [Answered], Extending),
        new(Trigger.RuntimeWaits, Actor.Runtime, [Cold, Initializing, Ready, Frozen, Invoking, Extending, .. Gone], null),
        new(Trigger.RuntimeWaitsLast, Actor.Runtime, [Initializing, Answered, Extending], Ready),
        new(Trigger.RuntimeWaitsLast, Actor.Runtime, [Cold, Ready, Frozen, Invoking, .. Gone], null),
        new(Trigger.ExtensionWaitsLast, Actor.Extension, [Initializing, Extending], Ready),
        new(Trigger.ExtensionWaitsLast, Actor.Extension, [Cold, Ready, Frozen, Invoking, Answered, .. Gone], null),
        // A timer that fired waits for the gate as all do, and finds what has happened until it came in
        new(Trigger.FreezeDue, Actor.Clock, [Ready], Frozen),
        new(Trigger.FreezeDue, Actor.Clock, [Cold, Initializing, Frozen, Invoking, Answered, Extending, .. Gone], null),
        new(Trigger.TimeUp, Actor.Clock, [Invoking, Answered], ShuttingDown),
        new(Trigger.TimeUp, Actor.Clock, [Cold, Initializing, Ready, Frozen, Extending, .. Gone], null),
        new(Trigger.ExtensionsTimeUp, Actor.Clock, [Extending], ShuttingDown),
        new(Trigger.ExtensionsTimeUp, Actor.Clock, [Cold, Initializing, Ready, Frozen, Invoking, Answered, .. Gone], null),
        // Whoever waits for the init phase decides whether there is another try; after it, an environment does not outlive a process
        new(Trigger.RuntimeExits, Actor.Runtime, [Initializing], Cold),
        new(Trigger.RuntimeExits, Actor.Runtime, Started, ShuttingDown),
        new(Trigger.RuntimeExits, Actor.Runtime, [Cold, .. Gone], null),
        new(Trigger.ExtensionExits, Actor.Extension, [Initializing], Cold),
        new(Trigger.ExtensionExits, Actor.Extension, Started, ShuttingDown),
        new(Trigger.ExtensionExits, Actor.Extension, [Cold, .. Gone], null),
        new(Trigger.End, Actor.Fleet, Live, ShuttingDown),
        new(Trigger.End, Actor.Fleet, Gone, null),
        // What is left of a failed init phase is killed too; the environment is none the worse for that
        new(Trigger.Kill, Actor.Environment, [ShuttingDown], Ended),
        new(Trigger.Kill, Actor.Environment, [Cold, Ended], null),
    ];

    private static readonly Dictionary<(Phase, Trigger), Phase> Next = Table
        .SelectMany(t => t.From, (t, from) => (from, t))
        .ToDictionary(p => (p.from, p.t.Trigger), p => p.t.To ?? p.from);

    /// <summary>False when the trigger may not come in this phase.</summary>
    /// <param name="to">the phase itself when nothing changes</param>
    public static bool TryFind(Phase from, Trigger trigger, out Phase to) => Next.TryGetValue((from, trigger), out to);
}
