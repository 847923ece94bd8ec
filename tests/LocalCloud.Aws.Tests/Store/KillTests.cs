using System.Collections.Concurrent;
using System.Diagnostics;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Store;

/// <summary>The real process, killed under load.</summary>
public sealed class KillTests : IDisposable
{
    private const int Clients = 16;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("localcloud-");

    [Fact]
    public async Task What_was_acknowledged_survives_a_kill_under_load()
    {
        var oracle = new Oracle();
        for (var round = 0; round < 3; round++)
        {
            using var emulator = await StartAsync();
            using var sqs = emulator.Client();
            var url = (await sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = "orders", Attributes = new() { ["VisibilityTimeout"] = "0" } })).QueueUrl;
            var enough = oracle.SentAsync(oracle.Sent.Count + 400);
            var load = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => LoadAsync(sqs, url, $"{round}-{client}", oracle)));
            Assert.Same(enough, await Task.WhenAny(enough, load));

            emulator.Kill();
            await load;
        }

        using var last = await StartAsync();
        using var reader = last.Client();
        var found = await DrainAsync(reader, (await reader.GetQueueUrlAsync("orders")).QueueUrl);

        Assert.Empty(oracle.Sent.Keys.Except(oracle.Deleting.Keys).Except(found));
        Assert.Empty(found.Intersect(oracle.Deleted.Keys));
    }

    // Until the emulator is gone; each client receives and deletes after every fourth message.
    private static async Task LoadAsync(AmazonSQSClient sqs, string url, string name, Oracle oracle)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                await sqs.SendMessageAsync(url, $"{name}-{i}");
                oracle.Acknowledge($"{name}-{i}");
                if (i % 4 != 0 || await sqs.ReceiveMessageAsync(url) is not { Messages: [var message] })
                    continue;
                oracle.Deleting[message.Body] = 0;
                await sqs.DeleteMessageAsync(url, message.ReceiptHandle);
                oracle.Deleted[message.Body] = 0;
            }
        }
        catch (Exception e) when (e is AmazonClientException or HttpRequestException or IOException)
        {
        }
    }

    /// <summary>What the emulator has said: sent and deleted count when it has answered; a deletion without an answer may have happened or not.</summary>
    private sealed class Oracle
    {
        private (int Count, TaskCompletionSource Reached) _goal;

        public ConcurrentDictionary<string, byte> Sent { get; } = [];

        public ConcurrentDictionary<string, byte> Deleting { get; } = [];

        public ConcurrentDictionary<string, byte> Deleted { get; } = [];

        public Task SentAsync(int count)
        {
            _goal = (count, new(TaskCreationOptions.RunContinuationsAsynchronously));
            return _goal.Reached.Task;
        }

        public void Acknowledge(string body)
        {
            Sent[body] = 0;
            if (Sent.Count >= _goal.Count)
                _goal.Reached.TrySetResult();
        }
    }

    private static async Task<HashSet<string>> DrainAsync(AmazonSQSClient sqs, string url)
    {
        var found = new HashSet<string>();
        while (await sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = url, MaxNumberOfMessages = 10, VisibilityTimeout = 600 }) is { Messages: { } messages })
            found.UnionWith(messages.Select(m => m.Body));
        return found;
    }

    private async Task<Emulator> StartAsync()
    {
        var emulator = new Emulator(Process.Start(new ProcessStartInfo
        {
            FileName = Path.Combine(AppContext.BaseDirectory, "LocalCloud.Aws"),
            ArgumentList = { "--port", "0", "--data", _directory.FullName },
            RedirectStandardOutput = true,
        })!);
        await emulator.ReadyAsync();
        return emulator;
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private sealed class Emulator(Process process) : IDisposable
    {
        private string _address = "";

        public async Task ReadyAsync()
        {
            var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The emulator has ended.");
            _address = line[line.IndexOf("http", StringComparison.Ordinal)..];
        }

        public AmazonSQSClient Client() =>
            new(new BasicAWSCredentials("123456789012", "x"), new AmazonSQSConfig { ServiceURL = _address, AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 });

        public void Kill()
        {
            process.Kill();
            process.WaitForExit();
        }

        public void Dispose()
        {
            if (!process.HasExited)
                Kill();
            process.Dispose();
        }
    }
}
