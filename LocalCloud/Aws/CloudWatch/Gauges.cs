using System.Globalization;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.CloudWatch;

/// <summary>
/// How many messages lie in queues. Nobody counts along: somebody looks when they are asked for, as AWS looks once a minute.
/// </summary>
internal sealed class Gauges(CloudWatchService service)
{
    public const string Queues = "AWS/SQS";

    private static readonly (string Metric, string Attribute)[] Counts =
    [
        ("ApproximateNumberOfMessagesVisible", "ApproximateNumberOfMessages"),
        ("ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesNotVisible"),
        ("ApproximateNumberOfMessagesDelayed", "ApproximateNumberOfMessagesDelayed"),
    ];

    /// <summary>Notes the state of the one queue that is asked for, or of all of them, as that of now or of a time not long ago.</summary>
    public async ValueTask LookAsync(
        CloudWatchState state,
        string space,
        List<Dimension>? dimensions,
        CancellationToken cancellation,
        long? second = null
    )
    {
        if (space != Queues || (dimensions is not null && dimensions is not [{ Name: "QueueName" }]))
            return;
        var queues = (SqsState)service.Host.Service("sqs").State(state.Scope);
        List<string> names = dimensions is [{ Value: { } one }] ? [one] : service.Host.Read(queues, s => s.Queues.Keys.ToList());
        foreach (var name in names)
            await LookAsync(state, name, second, cancellation).ConfigureAwait(false);
    }

    private async ValueTask LookAsync(CloudWatchState state, string queue, long? second, CancellationToken cancellation)
    {
        var asked = await service
            .Host.InvokeAsync(
                state.Scope,
                GetQueueAttributes.Definition,
                new()
                {
                    QueueUrl = $"http://localhost/{state.Scope.Account}/{queue}",
                    AttributeNames = [.. Counts.Select(c => c.Attribute)],
                },
                cancellation
            )
            .ConfigureAwait(false);
        if (!asked.Ok(out var answer, out _) || answer.Attributes is not { } values)
            return;
        service.Host.Read(state, s =>
        {
            var minute = (second ?? s.Now) / 60 * 60;
            foreach (var (metric, attribute) in Counts)
            {
                var series = s.Series(Queues, metric, [new() { Name = "QueueName", Value = queue }], "Count", null);
                series.Prune(s.Now);
                series.Set(minute, double.Parse(values[attribute], CultureInfo.InvariantCulture));
            }
            return 0;
        });
    }
}
