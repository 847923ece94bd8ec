using System.Threading.Channels;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using LocalCloud.Aws;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Platform.Queue;
using Services.Tests.Infrastructure;

namespace Services.Tests.Platform;

/// <summary>Queue and workers on a clock that only the test moves.</summary>
public sealed class JobTimeTests(Servers servers) : PlatformTest(servers)
{
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private WebApplication? _aws;

    protected override TimeProvider Time => _clock;

    [Fact]
    public async Task A_job_longer_than_its_visibility_timeout_is_not_given_to_another_worker()
    {
        var visibility = TimeSpan.FromSeconds(6);
        Stack.Configuration["Queue:VisibilityTimeout"] = $"{visibility}";
        var release = new TaskCompletionSource();
        using var worker = await StartWorkerAsync((_, _, _, token) => release.Task.WaitAsync(token));
        var renewals = Renewals(worker);
        await worker.Services.GetRequiredService<IJobQueue>().SendAsync(Job("long", id: "long"));
        await NextHandledAsync();
        using var other = await StartWorkerAsync();

        // Three times as long as the message is hidden
        for (var passed = TimeSpan.Zero; passed < 3 * visibility; passed += visibility / 3)
        {
            _clock.Advance(visibility / 3);
            await NextAsync(renewals);
        }

        release.SetResult();
        await worker.StopAsync();
        await other.StopAsync();
        Assert.False(Handled.Reader.TryRead(out _));
        Assert.Equal((0, 0, 0), await CountAsync());
    }

    [Fact]
    public async Task A_delayed_job_waits()
    {
        using var worker = await StartWorkerAsync();
        await worker.Services.GetRequiredService<IJobQueue>().SendAsync(Job("later", TimeSpan.FromSeconds(2)));

        _clock.Advance(TimeSpan.FromSeconds(1.999));
        Assert.Equal((0, 0, 1), await CountAsync());
        _clock.Advance(TimeSpan.FromSeconds(0.001));

        Assert.Equal("later", (await NextHandledAsync()).Job.Subject);
        Assert.Throws<ArgumentOutOfRangeException>(() => Job("never", TimeSpan.FromMinutes(16)));
    }

    internal override async Task<Stack> NewStackAsync()
    {
        _aws = Emulator.Build(new Options { DataDirectory = null, Port = 0 }, _clock);
        await _aws.StartAsync();
        return await Stack.CreateAsync(_aws.Urls.First(), Servers.NewAwsAccount());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _aws!.DisposeAsync();
    }

    /// <summary>One for each time that the queue has answered a worker that it hides a message longer.</summary>
    private static ChannelReader<bool> Renewals(IHost worker)
    {
        var renewals = Channel.CreateUnbounded<bool>();
        ((AmazonServiceClient)worker.Services.GetRequiredService<IAmazonSQS>()).AfterResponseEvent += (_, answer) =>
        {
            if (answer is WebServiceResponseEventArgs { Request: ChangeMessageVisibilityRequest })
            {
                renewals.Writer.TryWrite(true);
            }
        };
        return renewals.Reader;
    }

    private async Task<(int? Visible, int? InFlight, int? Delayed)> CountAsync()
    {
        var a = await Stack.Sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest(Stack["JobQueueUrl"], ["All"]));
        return (a.ApproximateNumberOfMessages, a.ApproximateNumberOfMessagesNotVisible, a.ApproximateNumberOfMessagesDelayed);
    }
}
