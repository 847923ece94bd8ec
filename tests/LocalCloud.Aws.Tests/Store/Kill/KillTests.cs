using System.Globalization;

namespace LocalCloud.Aws.Tests.Store.Kill;

/// <summary>The real process, killed under load again and again: KILL_ROUNDS=300 for a long run.</summary>
public sealed class KillTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("localcloud-");

    [Fact]
    public async Task What_was_acknowledged_survives_every_kill()
    {
        var rounds = int.TryParse(
            Environment.GetEnvironmentVariable("KILL_ROUNDS"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var given
        )
            ? given
            : 40;
        var random = new Random(1);
        Load[] loads = [new QueueLoad(), new FifoLoad(), new EventLoad(), new TopicLoad(), new TableLoad()];
        for (var round = 0; round < rounds; round++)
        {
            using var emulator = await EmulatorProcess.StartAsync(_directory.FullName);
            using var client = new AwsClient(emulator.Address);
            if (round == 0)
                foreach (var load in loads)
                    await load.PrepareAsync(client);
            var goal = new Goal(random.Next(50, 400));
            var work = Task.WhenAll(loads.Select(load => load.RunAsync(client, round, goal)));
            // Loads end with the emulator only: one that ends before has failed.
            Assert.Same(goal.Reached, await Task.WhenAny(goal.Reached, work));

            emulator.Kill();
            await work;
        }

        // What was received when the emulator died is hidden for an hour.
        using var last = await EmulatorProcess.StartAsync(_directory.FullName, "--clock", "manual");
        using var reader = new AwsClient(last.Address);
        await reader.AdvanceAsync(TimeSpan.FromHours(2));
        foreach (var load in loads)
            await load.CheckAsync(reader);
        TestContext.Current.TestOutputHelper?.WriteLine($"{rounds} rounds, {loads.Sum(l => l.Acknowledged)} acknowledged requests");
    }

    public void Dispose() => _directory.Delete(recursive: true);
}

/// <summary>So many answers and it is time to kill.</summary>
internal sealed class Goal(int answers)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left = answers;

    public Task Reached => _reached.Task;

    public void Answered()
    {
        if (Interlocked.Decrement(ref _left) == 0)
            _reached.TrySetResult();
    }
}
