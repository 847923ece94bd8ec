namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>The process of an environment, for whoever wants to attach a debugger to it.</summary>
/// <param name="Temporary">its TMPDIR, where .NET's diagnostics and debugger ports are</param>
/// <param name="RequestId">of the invocation that it works at; null when it waits for one</param>
/// <param name="IsFrozen">stopped by SIGSTOP until the next invocation: no debugger gets an answer from it</param>
internal sealed record EnvironmentProcess(
    Scope Scope,
    string Function,
    string Version,
    int Id,
    string Temporary,
    string? RequestId,
    bool IsFrozen
)
{
    /// <summary>Under the environment's gate. null: it has none now.</summary>
    public static EnvironmentProcess? Of(ExecutionEnvironment environment)
    {
        if (environment.Sandbox?.Runtime is not { } process)
            return null;
        var (version, phase) = (environment.Version, environment.Life.Phase);
        var request = phase is Phase.Invoking or Phase.Answered ? environment.Turns.Current!.Invocation.Id : null;
        return new(environment.Scope, version.Name, version.Number, process.Id, environment.Temporary, request, phase is Phase.Frozen);
    }
}
