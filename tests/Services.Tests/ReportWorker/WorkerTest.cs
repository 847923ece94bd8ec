using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Data.Entities;
using Platform.Queue;
using ReportWorker.Reports;
using Services.Tests.Infrastructure;

namespace Services.Tests.ReportWorker;

/// <summary>A test of ReportWorker with jobs that it sends itself.</summary>
public abstract class WorkerTest(Servers servers) : ServiceTest(servers)
{
    internal ServiceHost<SalesReport> StartWorker(Action<IServiceCollection>? configureServices = null) =>
        Start<SalesReport>(configureServices);

    /// <summary>Sends the job so many times under one id: what the queue may do by itself.</summary>
    internal async Task<string> SendAsync<TJob>(ServiceHost<SalesReport> worker, TJob job, int times = 1, string? id = null)
        where TJob : IJob<TJob>
    {
        var sent = OutgoingJob.Create(job, TimeProvider.System, id: id) with { TraceParent = Trace.Parent, RequestId = "req-1" };
        await SendBatchAsync(worker, [.. Enumerable.Repeat(sent, times)]);
        return sent.Envelope.Id;
    }

    internal static async Task SendBatchAsync(ServiceHost<SalesReport> worker, IReadOnlyList<OutgoingJob> jobs) =>
        Assert.All(await worker.Services.GetRequiredService<IJobQueue>().SendAsync(jobs), Assert.Null);

    internal async Task<ReportRequest> AddReportAsync(DateOnly from, DateOnly to)
    {
        var request = new ReportRequest
        {
            Id = Guid.CreateVersion7(),
            UserId = Inbox.Address,
            From = from,
            To = to,
            Status = WorkStatus.Queued,
            CreatedAt = TimeProvider.System.GetUtcNow(),
            LastActivityAt = TimeProvider.System.GetUtcNow(),
        };
        await AddAsync(request);
        return request;
    }

    internal Task<ReportRequest> ReadAsync(ReportRequest request) =>
        QueryAsync(db => db.ReportRequests.SingleAsync(row => row.Id == request.Id));

    internal async Task<byte[]> FileAsync(string key)
    {
        using var file = await Stack.S3.GetObjectAsync(Stack["FileBucketName"], key);
        using var content = new MemoryStream();
        await file.ResponseStream.CopyToAsync(content);
        return content.ToArray();
    }
}
