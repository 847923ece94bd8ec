namespace LocalCloud.Aws.Tests.Store.Kill;

/// <summary>Something that the emulator is busy with when it is killed, and what it has acknowledged of it.</summary>
internal abstract class Load
{
    private int _acknowledged;

    public int Acknowledged => _acknowledged;

    protected abstract int Clients { get; }

    public abstract Task PrepareAsync(AwsClient client);

    /// <summary>Until the emulator is gone.</summary>
    public Task RunAsync(AwsClient client, int round, Goal goal) =>
        Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(async number =>
                {
                    try
                    {
                        for (var i = 0; ; i++)
                        {
                            await StepAsync(client, number, $"{round}-{number}-{i}");
                            Interlocked.Increment(ref _acknowledged);
                            goal.Answered();
                        }
                    }
                    catch (Exception e) when (e is HttpRequestException or IOException) { }
                })
        );

    public abstract Task CheckAsync(AwsClient client);

    /// <param name="id">Of no other step.</param>
    protected abstract Task StepAsync(AwsClient client, int number, string id);
}
