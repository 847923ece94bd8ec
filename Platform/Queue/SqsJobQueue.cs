using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.SQS;
using Amazon.SQS.Model;
using Platform.Aws;
using ServiceDefaults;

namespace Platform.Queue;

internal sealed class SqsJobQueue(IAmazonSQS sqs, AwsResources resources, TimeProvider time) : IJobQueue
{
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
    /// <summary>Of a message, and of a batch: bodies and attributes.</summary>
    public const int MaxBytes = 1_048_576;

    private const int MaxEntries = 10;
    private const int AttributeBytes = 512;
    private const int MaxAttempts = 3;

    public async Task<IReadOnlyList<string?>> SendAsync(IReadOnlyList<OutgoingJob> jobs, CancellationToken cancellationToken = default)
    {
        var errors = new string?[jobs.Count];
        var bodies = jobs.Select(job => JsonSerializer.Serialize(job.Envelope, PlatformJson.Default.JobEnvelope)).ToArray();
        foreach (var batch in Batches(bodies))
        {
            await SendBatchAsync(batch, jobs, bodies, errors, cancellationToken);
        }

        return errors;
    }

    /// <summary>
    /// Ranges of at most ten bodies that are together within SQS's limit. A body beyond the limit goes alone, for SQS to refuse.
    /// </summary>
    private static IEnumerable<Range> Batches(string[] bodies)
    {
        var (start, bytes) = (0, 0);
        for (var i = 0; i < bodies.Length; i++)
        {
            var size = Encoding.UTF8.GetByteCount(bodies[i]) + AttributeBytes;
            if (i > start && (i - start == MaxEntries || bytes + size > MaxBytes))
            {
                yield return start..i;
                (start, bytes) = (i, 0);
            }

            bytes += size;
        }

        if (start < bodies.Length)
        {
            yield return start..bodies.Length;
        }
    }

    private async Task SendBatchAsync(
        Range batch,
        IReadOnlyList<OutgoingJob> jobs,
        string[] bodies,
        string?[] errors,
        CancellationToken cancellationToken
    )
    {
        var (offset, count) = batch.GetOffsetAndLength(jobs.Count);
        var spans = Enumerable.Range(offset, count).ToDictionary(i => i, i => StartSpan(jobs[i]));
        try
        {
            // A call for one job belongs to that job's trace; a call for many belongs to none of theirs.
            Activity.Current = count == 1 ? spans[offset] : null;
            var pending = spans.Select(span => Entry(span.Key, jobs[span.Key], bodies[span.Key], span.Value)).ToList();
            for (var attempt = 1; pending.Count > 0; attempt++)
            {
                var response = await sqs.SendMessageBatchAsync(
                    new SendMessageBatchRequest(resources.JobQueueUrl, pending),
                    cancellationToken
                );
                var failed = (response.Failed ?? []).ToDictionary(failure => failure.Id);
                var again = pending.Where(entry => failed.TryGetValue(entry.Id, out var failure) && failure.SenderFault != true).ToList();
                if (attempt == MaxAttempts || again.Count == 0)
                {
                    foreach (var failure in failed.Values)
                    {
                        errors[Index(failure.Id)] = $"{failure.Code}: {failure.Message}";
                    }

                    return;
                }

                foreach (var failure in failed.Values.Where(failure => failure.SenderFault == true))
                {
                    errors[Index(failure.Id)] = $"{failure.Code}: {failure.Message}";
                }

                pending = again;
                await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), time, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            foreach (var (i, span) in spans)
            {
                span.Fail(exception);
                errors[i] = exception.Message;
            }
        }
        finally
        {
            foreach (var (i, span) in spans)
            {
                if (errors[i] is { } error)
                {
                    span?.SetStatus(ActivityStatusCode.Error, error);
                }

                span?.Dispose();
            }
        }
    }

    private static int Index(string entryId) => int.Parse(entryId, CultureInfo.InvariantCulture);

    private Activity? StartSpan(OutgoingJob job)
    {
        var span = MessageTrace.StartProducer(Telemetry.Jobs, $"send {job.Envelope.Type}", job.TraceParent, job.TraceState, job.RequestId);
        span?.SetTag(Telemetry.Attributes.MessagingSystem, "aws_sqs");
        span?.SetTag(Telemetry.Attributes.MessagingDestination, QueueName.Of(resources.JobQueueUrl));
        span?.SetTag(Telemetry.Attributes.JobType, job.Envelope.Type);
        span?.SetTag(Telemetry.Attributes.JobId, job.Envelope.Id);
        return span;
    }

    private static SendMessageBatchRequestEntry Entry(int index, OutgoingJob job, string body, Activity? span)
    {
        var entry = new SendMessageBatchRequestEntry(index.ToString(CultureInfo.InvariantCulture), body) { MessageAttributes = [] };
        if (job.DelaySeconds > 0)
        {
            entry.DelaySeconds = job.DelaySeconds;
        }

        Add(MessageAttributes.JobType, job.Envelope.Type);
        Add(MessageAttributes.TraceParent, span?.Id ?? job.TraceParent);
        Add(MessageAttributes.TraceState, span?.TraceStateString ?? job.TraceState);
        Add(MessageAttributes.RequestId, job.RequestId);
        return entry;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                entry.MessageAttributes[name] = new MessageAttributeValue { DataType = "String", StringValue = value };
            }
        }
    }
}
