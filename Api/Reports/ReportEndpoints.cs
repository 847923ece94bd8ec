using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Data.Entities;
using Platform.Outbox;
using Platform.Queue;
using Platform.Storage;
using ServiceDefaults;

namespace Api.Reports;

/// <param name="DownloadUrl">Presigned, good for an hour; there when COMPLETED.</param>
internal sealed record ReportDto(
    Guid Id,
    WorkStatus Status,
    string UserId,
    DateRange DateRange,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt,
    string? DownloadUrl,
    string? Error
);

internal static class ReportEndpoints
{
    private static readonly TimeSpan UrlLifetime = TimeSpan.FromHours(1);

    public static void MapReports(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/exports/report").WithTags("Reports");
        reports.MapPost("/", CreateAsync).WithSummary("Orders a sales report (PDF); it is mailed when ready").ProducesValidationProblem();
        reports.MapGet("/{id:guid}", GetAsync).WithName("GetReport").WithSummary("How far a report is");
    }

    private static async Task<AcceptedAtRoute<ReportDto>> CreateAsync(
        CreateReport create,
        AppDbContext db,
        IFileStore files,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetStoredNow();
        var report = new ReportRequest
        {
            Id = Guid.CreateVersion7(now),
            UserId = create.UserId,
            From = create.DateRange.From!.Value,
            To = create.DateRange.To!.Value,
            Status = WorkStatus.Queued,
            CreatedAt = now,
            LastActivityAt = now,
        };
        db.ReportRequests.Add(report);
        db.Enqueue(new GenerateReport(report.Id), time);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.AcceptedAtRoute(Dto(report, files), "GetReport", new { id = report.Id });
    }

    private static async Task<Results<Ok<ReportDto>, NotFound>> GetAsync(
        Guid id,
        AppDbContext db,
        IFileStore files,
        CancellationToken cancellationToken
    )
    {
        WorkIds.Add(Telemetry.Attributes.ReportId, id);
        return await db.ReportRequests.AsNoTracking().FirstOrDefaultAsync(report => report.Id == id, cancellationToken) is { } report
            ? TypedResults.Ok(Dto(report, files))
            : TypedResults.NotFound();
    }

    private static ReportDto Dto(ReportRequest report, IFileStore files) =>
        new(
            report.Id,
            report.Status,
            report.UserId,
            new DateRange(report.From, report.To),
            report.CreatedAt,
            report.CompletedAt,
            report.FileKey is { } key
                ? files.PresignGet(key, UrlLifetime, $"report-{report.From:yyyy-MM-dd}-{report.To:yyyy-MM-dd}.pdf")
                : null,
            report.Error
        );
}
