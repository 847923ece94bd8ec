namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>Where an environment is in its life (docs: lambda-runtime-environment): Init, Invoke and Shutdown, with what lies in
/// between.</summary>
internal enum Phase
{
    /// <summary>It has no process: none was started yet, or the init phase has failed and may be tried once more.</summary>
    Cold,

    /// <summary>Extensions and the runtime start. Over when each of them has asked for its first event.</summary>
    Initializing,

    /// <summary>Everyone waits, and for a moment the processes go on running.</summary>
    Ready,

    /// <summary>Everyone waits, stopped by a signal.</summary>
    Frozen,

    /// <summary>The function works at an invocation.</summary>
    Invoking,

    /// <summary>The function has answered and not yet asked for the next invocation: it may go on working.</summary>
    Answered,

    /// <summary>The runtime waits, and extensions go on with what is left of the function's time.</summary>
    Extending,

    /// <summary>It takes no invocation any more. Extensions hear of it, and have their time to end.</summary>
    ShuttingDown,

    /// <summary>Its processes are killed, its port is closed.</summary>
    Ended,
}

/// <summary>Who brings an environment from one phase into another.</summary>
internal enum Actor
{
    /// <summary>The fleet, for an invoker or for itself.</summary>
    Fleet,

    /// <summary>The environment's own start and end.</summary>
    Environment,

    /// <summary>The function's process: by what it asks and answers, and by its exit.</summary>
    Runtime,

    /// <summary>A process of a layer.</summary>
    Extension,

    /// <summary>A timer.</summary>
    Clock,
}
