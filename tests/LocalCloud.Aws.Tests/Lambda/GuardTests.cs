using LocalCloud.Aws.Lambda;
using LocalCloud.Aws.Processes;

namespace LocalCloud.Aws.Tests.Lambda;

public sealed class GuardTests : LambdaTest
{
    private static readonly Dictionary<string, string> Variables = new() { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! };

    [Fact]
    public async Task Nothing_starts_any_more_when_the_guard_ends()
    {
        var guard = new Guard();
        await guard.DisposeAsync();

        Assert.Throws<OperationCanceledException>(() => ChildProcess.Start(new(["true"], Path.GetTempPath(), Variables), guard, _ => { }));
    }

    [Fact]
    public async Task A_process_whose_start_the_guards_end_overtakes_is_ended_and_waited_for()
    {
        var guard = new Guard();
        Assert.True(guard.TryEnter());
        var ending = guard.DisposeAsync().AsTask();
        Assert.False(ending.IsCompleted);
        using var late = System.Diagnostics.Process.Start("sleep", "1000");

        guard.Began(late.Id);
        await late.WaitForExitAsync(TestContext.Current.CancellationToken);
        guard.Ended(late.Id);

        await ending;
    }

    [Fact]
    public async Task Packages_stay_until_the_last_process_has_ended()
    {
        await CreateAsync("work", "exports.handler = async () => 1;");
        var lambda = Host.Service<LambdaService>();
        var (guard, packages) = (lambda.Guard, lambda.Code.Root);
        Assert.True(guard.TryEnter());

        var restart = Task.Run(() => RestartAsync(whileDown: () => Assert.False(Directory.Exists(packages))));
        await Processes.UntilAsync(() => HasClosed(guard), "the emulator does not stop");
        Assert.True(Directory.Exists(packages));
        guard.Leave();

        await restart;
    }

    private static bool HasClosed(Guard guard)
    {
        if (!guard.TryEnter())
            return true;
        guard.Leave();
        return false;
    }
}
