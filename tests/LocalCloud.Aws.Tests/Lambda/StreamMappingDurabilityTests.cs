namespace LocalCloud.Aws.Tests.Lambda;

public class StreamMappingDurabilityTests : LambdaStreamTest
{
    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-stream-mapping-").FullName;

    protected override string? DataDirectory => _directory;

    [Fact]
    public async Task A_restart_repeats_what_was_in_hand_and_nothing_before_it()
    {
        var stream = await TableAsync();
        await WorkerAsync();
        await PutAsync([0, 1, 2]);
        var mapping = await MapAsync(stream, "\"BatchSize\":2");
        using (var done = await Gate.NextAsync())
            await done.AnswerAsync("ok");
        using (var interrupted = await Gate.NextAsync())
        {
            Assert.Equal([2], Numbers(interrupted));
            await RestartAsync();
        }
        using var again = await Gate.NextAsync();
        Assert.Equal([2], Numbers(again));
        await again.AnswerAsync("ok");
        await ResultAsync(mapping, "OK");

        await RestartAsync();
        await PutAsync(3);
        using var next = await Gate.NextAsync();
        Assert.Equal([3], Numbers(next));
        await next.AnswerAsync("ok");
    }
}
