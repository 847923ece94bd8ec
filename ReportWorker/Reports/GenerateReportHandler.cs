using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Data.Entities;
using Platform.Outbox;
using Platform.Queue;
using Platform.Queue.Consuming;
using Platform.Storage;
using ServiceDefaults;

namespace ReportWorker.Reports;

/// <summary>
/// Orders in the range → PDF → S3 → mail. The file's key follows from the request, so a second delivery writes the same file;
/// COMPLETED and the mail's job commit together, once.
/// </summary>
internal sealed partial class GenerateReportHandler(
    AppDbContext db,
    IFileStore files,
    TimeProvider time,
    ILogger<GenerateReportHandler> logger
) : IJobHandler<GenerateReport>
{
    // SES takes 40 MB; many mail servers refuse far less.
    private const long MaxAttachmentBytes = 5 * 1024 * 1024;

    // What SigV4 allows at most
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(7);

    public async Task HandleAsync(GenerateReport job, JobContext context, CancellationToken cancellationToken)
    {
        var request = await db.ReportRequests.AsNoTracking().FirstOrDefaultAsync(report => report.Id == job.ReportId, cancellationToken);
        if (request is null)
        {
            LogNoRequest(job.ReportId);
            return;
        }
        if (request.Status == WorkStatus.Completed)
            return;
        try
        {
            await SetStatusAsync(request.Id, WorkStatus.Processing, null, cancellationToken);
            if (request.From < ReportRequest.FirstDay || request.To > ReportRequest.LastDay)
                throw new UnprocessableMessageException(
                    $"Reports are of days from {ReportRequest.FirstDay:O} to {ReportRequest.LastDay:O}."
                );
            var size = await StoreAsync(request, cancellationToken);

            // By the request and not by the job: the sweep may have queued it again.
            await db.OnceAsync(
                GenerateReport.Type,
                request.Id.ToString(),
                time,
                token => CompleteAsync(request.Id, size, token),
                cancellationToken
            );
        }
        catch (Exception error) when (context.IsGivenUp(error))
        {
            await SetStatusAsync(request.Id, WorkStatus.Failed, $"The report could not be made: {error.Message}", CancellationToken.None);
            throw;
        }
    }

    private static string Key(Guid id) => $"reports/{id}.pdf";

    private async Task<long> StoreAsync(ReportRequest request, CancellationToken cancellationToken)
    {
        using var pdf = new MemoryStream();
        var report = new SalesReport(request.From, request.To, await LinesAsync(request, cancellationToken));
        using (Telemetry.Jobs.StartActivity("render report"))
            PdfReport.Write(report, pdf, time.GetUtcNow());
        pdf.Position = 0;
        await files.PutAsync(Key(request.Id), pdf, "application/pdf", cancellationToken);
        return pdf.Length;
    }

    private Task<List<SalesLine>> LinesAsync(ReportRequest request, CancellationToken cancellationToken)
    {
        var from = new DateTimeOffset(request.From, TimeOnly.MinValue, TimeSpan.Zero);
        var end = new DateTimeOffset(request.To.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        return db
            .Orders.AsNoTracking()
            .Where(order => order.CreatedAt >= from && order.CreatedAt < end)
            .OrderBy(order => order.Id)
            .Select(order => new SalesLine(
                order.Id,
                order.CreatedAt,
                StoredEnum.Name(order.Status),
                order.Amount - order.RefundedAmount,
                order.Currency
            ))
            .ToListAsync(cancellationToken);
    }

    private async Task CompleteAsync(Guid id, long size, CancellationToken cancellationToken)
    {
        var request = await db.ReportRequests.FirstAsync(report => report.Id == id, cancellationToken);
        request.Status = WorkStatus.Completed;
        request.FileKey = Key(id);
        request.Error = null;
        request.CompletedAt = time.GetUtcNow();
        db.Enqueue(ReportMail(request, size), time);
        await db.SaveChangesAsync(cancellationToken);
        LogCompleted(id, size);
    }

    private SendMail ReportMail(ReportRequest request, long size)
    {
        var range = $"{request.From:yyyy-MM-dd} to {request.To:yyyy-MM-dd}";
        var fileName = $"report-{request.From:yyyy-MM-dd}-{request.To:yyyy-MM-dd}.pdf";
        return size <= MaxAttachmentBytes
            ? new SendMail(
                request.UserId,
                $"Your sales report {range}",
                "Your report is attached.",
                Attachment: new MailAttachment(Key(request.Id), fileName, "application/pdf"),
                ReportId: request.Id
            )
            : new SendMail(
                request.UserId,
                $"Your sales report {range}",
                $"Your report is ready. Download it within seven days:\n\n{files.PresignGet(Key(request.Id), LinkLifetime, fileName)}",
                ReportId: request.Id
            );
    }

    // A duplicate delivery must not take back what another one has completed.
    private Task SetStatusAsync(Guid id, WorkStatus status, string? error, CancellationToken cancellationToken) =>
        db
            .ReportRequests.Where(report => report.Id == id && report.Status != WorkStatus.Completed)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(report => report.Status, status)
                        .SetProperty(report => report.Error, error)
                        .SetProperty(report => report.LastActivityAt, time.GetStoredNow()),
                cancellationToken
            );

    [LoggerMessage(LogLevel.Warning, "There is no report request {ReportId}; the job is dropped")]
    partial void LogNoRequest(Guid reportId);

    [LoggerMessage(LogLevel.Information, "Report {ReportId} is complete ({Bytes} bytes)")]
    partial void LogCompleted(Guid reportId, long bytes);
}
