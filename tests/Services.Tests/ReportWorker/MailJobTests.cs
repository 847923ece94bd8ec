using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Data;
using Platform.Mail;
using Platform.Queue;
using Services.Tests.Infrastructure;

namespace Services.Tests.ReportWorker;

public sealed class MailJobTests(Servers servers) : WorkerTest(servers)
{
    [Fact]
    public async Task A_mail_has_its_text_its_HTML_and_its_attachment()
    {
        byte[] file = [0, 1, 2, 250, 251, 252, (byte)'\r', (byte)'\n', (byte)'.'];
        await Stack.S3.PutObjectAsync(
            new()
            {
                BucketName = Stack["FileBucketName"],
                Key = "some/file",
                InputStream = new MemoryStream(file),
            }
        );
        await using var worker = StartWorker();
        var id = await SendAsync(
            worker,
            new SendMail(
                Inbox.Address,
                "Grüße aus Köln ✓",
                "Text\nmit Umlaut: ä",
                "<p>HTML</p>",
                new MailAttachment("some/file", "Übersicht.bin", "application/octet-stream")
            )
        );
        await Trace.EndedAsync("process email", failed: false);

        var mail = Assert.Single(await Inbox.ReadAsync());
        Assert.Equal(("Grüße aus Köln ✓", "<p>HTML</p>"), (mail.Subject, mail.HtmlBody?.Trim()));
        Assert.Equal("Text\nmit Umlaut: ä", mail.TextBody?.ReplaceLineEndings("\n").Trim());
        Assert.Equal("shop@example.com", mail.From.Mailboxes.Single().Address);
        Assert.Equal(id, mail.Headers["X-Job-Id"]);
        var attachment = Assert.Single(mail.Attachments);
        Assert.Equal("Übersicht.bin", attachment.ContentDisposition?.FileName);
        Assert.Equal(file, Inbox.Content(attachment));
    }

    [Fact]
    public async Task A_mail_job_delivered_many_times_at_once_and_again_later_is_one_mail()
    {
        await using var worker = StartWorker();
        var id = await SendAsync(worker, new SendMail(Inbox.Address, "Once", "text"), times: 8);
        await Trace.EndedAsync("process email", 8, failed: false);
        await SendAsync(worker, new SendMail(Inbox.Address, "Once", "text"), id: id);
        await Trace.EndedAsync("process email", 9, failed: false);
        await StopAsync(worker);

        Assert.Single(await Inbox.ReadAsync());
        await NothingIsLeftAsync("JobQueueUrl");
    }

    [Fact]
    public async Task A_mail_whose_answer_was_lost_goes_out_again_under_the_same_job_id()
    {
        var answers = 0;
        await using var worker = StartWorker(services => services.Decorate<IMailSender>(sender => new MailGate(sender, after: () =>
            {
                if (++answers == 1)
                {
                    throw new HttpRequestException("The connection was closed");
                }
            })));
        var id = await SendAsync(worker, new SendMail(Inbox.Address, "Perhaps twice", "text"));
        await Trace.EndedAsync("process email", failed: false);

        Assert.Equal([id, id], (await Inbox.ReadAsync()).Select(mail => mail.Headers["X-Job-Id"]));
    }

    [Fact]
    public async Task A_mail_is_not_sent_again_when_its_commit_has_to_be_repeated()
    {
        var commit = new LostCommit();
        await using var worker = StartWorker(services =>
        {
            services.ConfigureDbContext<AppDbContext>(options => options.AddInterceptors(commit));
            services.Decorate<IMailSender>(sender => new MailGate(sender, after: commit.Next));
        });
        var id = await SendAsync(worker, new SendMail(Inbox.Address, "Once", "text"));
        await Trace.EndedAsync("process email", failed: false);

        Assert.Single(await Inbox.ReadAsync());
        Assert.Equal(1, await QueryAsync(db => db.ProcessedMessages.CountAsync(message => message.MessageId == id)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("@example.com")]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("a@example.com\r\nBcc: b@example.com")]
    public async Task A_mail_to_no_address_is_a_dead_letter(string address)
    {
        await using var worker = StartWorker();
        var id = await SendAsync(worker, new SendMail(address, Inbox.Address, "text"));

        var letter = await Stack.Sqs.TakeAsync(Stack["JobDeadLetterQueueUrl"]);
        Assert.Equal(id, letter.Json().GetProperty("id").GetString());
        Assert.Empty(await Trace.EndedAsync("process email", 0, failed: false));
    }

    [Fact]
    public async Task A_mail_whose_attachment_is_gone_is_a_dead_letter_and_not_a_mail_without_it()
    {
        await using var worker = StartWorker();
        await SendAsync(
            worker,
            new SendMail(Inbox.Address, "Report", "text", Attachment: new MailAttachment("gone", "report.pdf", "application/pdf"))
        );

        var letter = await Stack.Sqs.TakeAsync(Stack["JobDeadLetterQueueUrl"]);
        Assert.Contains("gone", letter.MessageAttributes["DeadLetterReason"].StringValue);
        Assert.Empty(await Inbox.ReadAsync());
    }
}
