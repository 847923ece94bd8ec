using Serverless.Cli.Functions;

namespace Serverless.Cli.Invoke;

/// <summary>Starts the function's process before it has anything to do, names it, and leaves time to attach a debugger to it.</summary>
internal sealed class DebugPause(FoundFunction function)
{
    /// <param name="piped">Standard input is the event: nobody can press a key there.</param>
    public async Task WaitAsync(string? qualifier, bool piped, CancellationToken cancellation)
    {
        using var local = new LocalInvocations(function.Connection.Endpoint!);
        var account = await function.Connection.AccountAsync(cancellation);
        var processes = await local.StartAsync(new(function.Name, qualifier, account, function.Connection.Region), cancellation);
        foreach (var process in processes.Environments)
            await Console.Error.WriteLineAsync(
                $"{function.Name} ({process.Version}): process {process.Pid}, {process.State}; TMPDIR={process.Tmpdir}"
            );
        if (!processes.HoldsDeadline)
        {
            await Console.Error.WriteLineAsync(
                $"LocalCloud runs without --debug-deadline: the time-out of {function.Facts.Timeout} s ends the function "
                    + "in the debugger too, and while it waits it is stopped, so that no debugger gets an answer. Start it "
                    + "with that option "
                    + "(the AppHost: with LOCALCLOUD_DEBUG_DEADLINE=true)."
            );
        }
        if (piped || Console.IsInputRedirected)
            return;
        await Console.Error.WriteLineAsync("Attach the debugger, then press Enter.");
        await Console.In.ReadLineAsync(cancellation);
    }
}
