using System.Net;
using Microsoft.EntityFrameworkCore;
using Platform.Data.Entities;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

public sealed class ReportTests(Servers servers) : ApiTest(servers)
{
    [Fact]
    public async Task An_ordered_report_is_queued_for_a_worker()
    {
        var response = await Http.PostTextAsync(
            "/api/exports/report",
            """{"userId":"ada@example.com","dateRange":{"from":"2026-01-01","to":"2026-02-01"}}"""
        );

        var report = await response.JsonAsync(HttpStatusCode.Accepted);
        var id = report.GetProperty("id").GetGuid();
        Assert.Equal($"/api/exports/report/{id}", response.Headers.Location?.AbsolutePath);
        Assert.Equal("QUEUED", (await (await Http.GetAsync(response.Headers.Location)).JsonAsync()).GetProperty("status").GetString());

        var message = await Stack.Sqs.TakeAsync(Stack["JobQueueUrl"]);
        Assert.Equal("report-generation", message.MessageAttributes["JobType"].StringValue);
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$", message.MessageAttributes["traceparent"].StringValue);
        Assert.Equal(response.Headers.GetValues("x-request-id").Single(), message.MessageAttributes["x-request-id"].StringValue);
        Assert.Equal(id, message.Json().GetProperty("data").GetProperty("reportId").GetGuid());
    }

    [Fact]
    public async Task A_completed_report_can_be_downloaded()
    {
        var id = Guid.CreateVersion7();
        await Stack.S3.PutObjectAsync(
            new()
            {
                BucketName = Stack["FileBucketName"],
                Key = $"reports/{id}.pdf",
                ContentBody = "the pdf",
            }
        );
        await Api.QueryAsync(db =>
        {
            db.ReportRequests.Add(
                new ReportRequest
                {
                    Id = id,
                    UserId = "ada@example.com",
                    From = new(2026, 1, 1),
                    To = new(2026, 1, 31),
                    Status = WorkStatus.Completed,
                    FileKey = $"reports/{id}.pdf",
                    CreatedAt = TimeProvider.System.GetUtcNow(),
                    LastActivityAt = TimeProvider.System.GetUtcNow(),
                }
            );
            return db.SaveChangesAsync();
        });

        var report = await (await Http.GetAsync($"/api/exports/report/{id}")).JsonAsync();
        Assert.Equal("COMPLETED", report.GetProperty("status").GetString());
        using var browser = new HttpClient();
        var download = await browser.GetAsync(report.GetProperty("downloadUrl").GetString());
        Assert.Equal("the pdf", await download.Content.ReadAsStringAsync());
        Assert.Equal("report-2026-01-01-2026-01-31.pdf", download.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
    }

    [Theory]
    [InlineData("""{"userId":"nobody","dateRange":{"from":"2026-01-01","to":"2026-02-01"}}""", "userId")]
    [InlineData("""{"dateRange":{"from":"2026-01-01","to":"2026-02-01"}}""", "userId")]
    [InlineData("""{"userId":"ada@example.com"}""", "dateRange")]
    [InlineData("""{"userId":"ada@example.com","dateRange":{"from":"2026-02-01","to":"2026-01-01"}}""", "dateRange.from")]
    [InlineData("""{"userId":"ada@example.com","dateRange":{"from":"2024-01-01","to":"2026-01-01"}}""", "dateRange.to")]
    [InlineData("""{"userId":"ada@example.com","dateRange":{"to":"2026-01-01"}}""", "dateRange.from")]
    public async Task A_report_that_cannot_be_made_is_refused_with_the_member_s_name(string json, string member)
    {
        await (await Http.PostTextAsync("/api/exports/report", json)).IsInvalidAsync(member);
        Assert.Equal(0, await Api.QueryAsync(db => db.ReportRequests.CountAsync()));
    }

    [Fact]
    public async Task A_day_that_does_not_exist_is_a_problem() =>
        await (
            await Http.PostTextAsync(
                "/api/exports/report",
                """{"userId":"ada@example.com","dateRange":{"from":"2026-02-30","to":"2026-03-01"}}"""
            )
        ).ProblemAsync(HttpStatusCode.BadRequest);
}
