using System.Globalization;
using System.IO.Compression;
using System.Text;
using LocalCloud.Aws.Logs.Events;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.Logs.Exports;

/// <summary>
/// Writes the events of a group into a bucket: an object of gzipped lines for each stream (docs: S3ExportTasks). What is not done when the
/// process ends begins again with the next start.
/// </summary>
internal sealed class Exporter(LogsService service)
{
    public void Start(CancellationToken stopping)
    {
        foreach (var state in service.States.Cast<LogsState>())
        foreach (var task in service.Host.Read(state, s => s.Exports.Values.Where(t => t.IsActive).ToList()))
            _ = Task.Run(() => RunAsync(state, task.TaskId, stopping), CancellationToken.None);
    }

    /// <summary>AWS too writes it before a task is made, to see whether it may.</summary>
    public async ValueTask<AwsError?> TryAsync(LogsState state, string bucket, string prefix, CancellationToken cancellation)
    {
        var tried = "Permission Check Successful"u8.ToArray();
        return await PutAsync(state, bucket, $"{prefix}/aws-logs-write-test", tried, cancellation).ConfigureAwait(false) is { } error
            ? Errors.Invalid($"The given bucket {bucket} cannot be written to: {error}")
            : null;
    }

    public async Task RunAsync(LogsState state, string id, CancellationToken stopping)
    {
        if (await SetAsync(state, id, "RUNNING", "Started successfully").ConfigureAwait(false) is not { } task)
            return;
        var failure = await ExportAsync(state, task, stopping).ConfigureAwait(false);
        if (!stopping.IsCancellationRequested)
            await SetAsync(state, id, failure is null ? "COMPLETED" : "FAILED", failure ?? "Completed successfully").ConfigureAwait(false);
    }

    private async Task<string?> ExportAsync(LogsState state, ExportTask task, CancellationToken stopping)
    {
        try
        {
            var streams = service.Host.Read(state, s =>
                s.Groups.GetValueOrDefault(task.LogGroupName)
                    ?.Streams.Values.Where(stream => stream.Name.StartsWith(task.StreamPrefix ?? "", StringComparison.Ordinal))
                    .Select(stream => (stream.Name, Segments: stream.Segments().ToList()))
                    .ToList()
            ) ?? [];
            foreach (var (name, segments) in streams)
            {
                if (!service.Host.Read(state, s => s.Exports.GetValueOrDefault(task.TaskId)?.IsActive is true))
                    return null;
                var events = EventReader.Read(segments, new(task.From, task.To), null, descending: false).Select(e => e.Event).ToList();
                var key = $"{task.DestinationPrefix}/{task.TaskId}/{name.Replace('/', '-')}/000000.gz";
                if (
                    events.Count > 0
                    && await PutAsync(state, task.Destination, key, Lines(events), stopping).ConfigureAwait(false) is { } error
                )
                    return error;
            }
            return null;
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }

    private static byte[] Lines(List<LogEvent> events)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new StreamWriter(gzip, new UTF8Encoding(false)))
            foreach (var e in events)
            {
                writer.Write(
                    DateTimeOffset
                        .FromUnixTimeMilliseconds(e.Position.Timestamp)
                        .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", CultureInfo.InvariantCulture)
                );
                writer.Write(e.Message);
                writer.Write('\n');
            }
        return buffer.ToArray();
    }

    private async ValueTask<string?> PutAsync(LogsState state, string bucket, string key, byte[] bytes, CancellationToken cancellation)
    {
        using var body = new MemoryStream(bytes, writable: false);
        var call = new S3Call("PUT", bucket, key) { Body = body, Length = bytes.Length };
        var put = await call.SendAsync(service.Host, state.Scope, cancellation).ConfigureAwait(false);
        return put.Error is { } error ? $"{error.Code} {error.Message}" : null;
    }

    /// <summary>The task as it is then; null when it is no longer active.</summary>
    private async Task<ExportTask?> SetAsync(LogsState state, string id, string code, string message)
    {
        ExportTask? set = null;
        await service
            .Host.ChangeAsync(state, (s, changes) =>
            {
                if (s.Exports.GetValueOrDefault(id) is { IsActive: true } task)
                    s.Put(
                        changes,
                        set = task with
                        {
                            Status = new(code, message),
                            ExecutionInfo = task.ExecutionInfo with
                            {
                                CompletionTime = code == "RUNNING" ? null : state.Time.GetUtcNow().ToUnixTimeMilliseconds(),
                            },
                        }
                    );
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
        return set;
    }
}
