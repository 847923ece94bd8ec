using Microsoft.EntityFrameworkCore;
using Platform.Data.Entities;
using Platform.Queue;
using Services.Tests.Infrastructure;
using UglyToad.PdfPig;

namespace Services.Tests.ReportWorker;

public sealed class ReportJobTests(Servers servers) : WorkerTest(servers)
{
    private static readonly DateOnly From = new(2026, 1, 1),
        To = new(2026, 1, 31);

    [Fact]
    public async Task A_report_is_a_PDF_in_the_bucket_and_is_mailed()
    {
        await using var worker = StartWorker();
        var (first, last, after) = (Order(From, 0), Order(To, 23), Order(To.AddDays(1), 0));
        (last.Status, last.RefundedAmount) = (OrderStatus.PartiallyRefunded, 400);
        await AddAsync(first, last, after);
        var request = await AddReportAsync(From, To);
        await SendAsync(worker, new GenerateReport(request.Id));
        await Trace.EndedAsync("process email");
        await StopAsync(worker);

        request = await ReadAsync(request);
        Assert.Equal((WorkStatus.Completed, null), (request.Status, request.Error));
        Assert.NotNull(request.CompletedAt);
        var pdf = await FileAsync(request.FileKey!);
        var text = Text(pdf);
        Assert.Contains("2 orders, 26.00 EUR", text);
        Assert.Contains(first.Id.ToString(), text);
        Assert.Contains(last.Id.ToString(), text);
        Assert.DoesNotContain(after.Id.ToString(), text);

        var attachment = Assert.Single(Assert.Single(await Inbox.ReadAsync()).Attachments);
        Assert.Equal(
            ("report-2026-01-01-2026-01-31.pdf", "application/pdf"),
            (attachment.ContentDisposition?.FileName, attachment.ContentType.MimeType)
        );
        Assert.Equal(pdf, Inbox.Content(attachment));
        await NothingIsLeftAsync("JobQueueUrl");
    }

    [Fact]
    public async Task A_report_job_delivered_many_times_at_once_and_again_later_is_mailed_once()
    {
        await using var worker = StartWorker();
        var request = await AddReportAsync(From, To);
        var id = await SendAsync(worker, new GenerateReport(request.Id), times: 6);
        await Trace.EndedAsync("process report-generation", 6, failed: false);
        var completed = (await ReadAsync(request)).CompletedAt;
        await SendAsync(worker, new GenerateReport(request.Id), id: id);
        await Trace.EndedAsync("process report-generation", 7, failed: false);
        await Trace.EndedAsync("process email");
        await StopAsync(worker);

        Assert.Single(await Inbox.ReadAsync());
        request = await ReadAsync(request);
        Assert.Equal((WorkStatus.Completed, completed), (request.Status, request.CompletedAt));
        await NothingIsLeftAsync("JobQueueUrl");
        await NothingIsLeftAsync("JobDeadLetterQueueUrl");
    }

    [Fact]
    public async Task A_job_for_a_report_that_nobody_asked_for_is_dropped_with_a_warning()
    {
        await using var worker = StartWorker();
        var unknown = Guid.NewGuid();
        await SendAsync(worker, new GenerateReport(unknown));
        await Trace.EndedAsync("process report-generation", failed: false);
        await StopAsync(worker);

        Assert.Contains(worker.Logs.Lines, line => line.StartsWith("Warning") && line.Contains($"{unknown}"));
        await NothingIsLeftAsync("JobQueueUrl");
        await NothingIsLeftAsync("JobDeadLetterQueueUrl");
    }

    [Fact]
    public async Task A_report_that_fails_at_every_delivery_is_FAILED_with_its_reason_and_its_job_a_dead_letter()
    {
        await Stack.S3.DeleteBucketAsync(Stack["FileBucketName"]);
        await using var worker = StartWorker();
        var request = await AddReportAsync(From, To);
        await SendAsync(worker, new GenerateReport(request.Id));

        var letter = await Stack.Sqs.TakeAsync(Stack["JobDeadLetterQueueUrl"]);
        Assert.Equal(request.Id, letter.Json().GetProperty("data").GetProperty("reportId").GetGuid());
        Assert.Equal(10, (await Trace.EndedAsync("process report-generation", 10, failed: true)).Count);
        request = await ReadAsync(request);
        Assert.Equal(WorkStatus.Failed, request.Status);
        Assert.Contains("bucket", request.Error);
        Assert.Empty(await Inbox.ReadAsync());

        // What a person does next: repair the cause, move the dead letter back.
        await Stack.S3.PutBucketAsync(Stack["FileBucketName"]);
        await Stack.Sqs.SendMessageAsync(new(Stack["JobQueueUrl"], letter.Body) { MessageAttributes = letter.MessageAttributes });
        await Trace.EndedAsync("process email");
        request = await ReadAsync(request);
        Assert.Equal((WorkStatus.Completed, null), (request.Status, request.Error));
    }

    private static Order Order(DateOnly day, int hour) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PaymentIntentId = $"pi_{Guid.NewGuid():N}",
            Amount = 1500,
            Currency = "eur",
            Status = OrderStatus.Paid,
            CreatedAt = new DateTimeOffset(day, new TimeOnly(hour, 59), TimeSpan.Zero),
        };

    private static string Text(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Join('\n', document.GetPages().Select(page => page.Text));
    }
}
