namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>What happens to an environment. Each has one <see cref="Actor"/>; <see cref="Transitions"/> says what comes of it.</summary>
internal enum Trigger
{
    /// <summary>A try of the init phase begins.</summary>
    Start,

    /// <summary>A process cannot be started.</summary>
    CannotStart,

    /// <summary>An invocation is handed over.</summary>
    Invoke,

    /// <summary>The environment is not wanted any more: idle for too long, its version is gone, the emulator stops.</summary>
    End,

    /// <summary>The processes have had their time to end, or get none.</summary>
    Kill,

    /// <summary>GET next, while extensions still work.</summary>
    RuntimeWaits,

    /// <summary>GET next, and all extensions wait already.</summary>
    RuntimeWaitsLast,

    /// <summary>POST response or error of the invocation in hand.</summary>
    Answer,

    /// <summary>The function's process has ended.</summary>
    RuntimeExits,

    /// <summary>GET event/next of the last extension that worked, and the runtime waits already.</summary>
    ExtensionWaitsLast,

    /// <summary>An extension's process has ended.</summary>
    ExtensionExits,

    /// <summary>The time of the init phase is over.</summary>
    InitTimeUp,

    /// <summary>The function's time-out.</summary>
    TimeUp,

    /// <summary>The function's time-out, of which extensions had what the function left them.</summary>
    ExtensionsTimeUp,

    /// <summary>Nobody has called for a moment.</summary>
    FreezeDue,
}
