using System.Text;
using Amazon.Runtime;
using MimeKit;
using Platform.Data;
using Platform.Mail;
using Platform.Queue;
using Platform.Queue.Consuming;
using Platform.Storage;

namespace ReportWorker.Mail;

/// <summary>
/// Sends a mail once per job. The mark "processed" is held, uncommitted, while SES is called, so a duplicate delivery waits and
/// then does nothing; only a crash between SES taking the mail and the commit can send twice, and then X-Job-Id is the same
/// (SES gives every message a Message-ID of its own: https://docs.aws.amazon.com/ses/latest/dg/header-fields.html).
/// </summary>
internal sealed partial class SendMailHandler(
    AppDbContext db,
    IFileStore files,
    IMailSender mail,
    TimeProvider time,
    IConfiguration configuration,
    ILogger<SendMailHandler> logger
) : IJobHandler<SendMail>
{
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
    private const int MaxKeyBytes = 1024;

    public async Task HandleAsync(SendMail job, JobContext context, CancellationToken cancellationToken)
    {
        var message = await ComposeAsync(job, context, cancellationToken);
        string? sent = null;

        // The transaction runs again when its commit meets a passing error; the mail is out by then.
        var first = await db.OnceAsync(
            SendMail.Type,
            context.Id,
            time,
            async token => sent ??= await SendAsync(message, token),
            cancellationToken
        );
        if (first)
            LogSent(context.Id, sent);
        else
            LogDuplicate(context.Id);
    }

    private async Task<string> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await mail.SendAsync(message, cancellationToken);
        }
        catch (AmazonServiceException refusal) when (refusal.ErrorCode is "MessageRejected" or "BadRequestException")
        {
            // Of this mail; what SES says of the account is no reason to give the mail up.
            throw new UnprocessableMessageException($"SES refuses the mail for good: {refusal.Message}", refusal);
        }
    }

    private async Task<MimeMessage> ComposeAsync(SendMail job, JobContext context, CancellationToken cancellationToken)
    {
        if (!MailAddresses.IsValid(job.To))
            throw new UnprocessableMessageException($"'{job.To}' is no mail address.");
        var body = new BodyBuilder { TextBody = job.Text, HtmlBody = job.Html };
        if (job.Attachment is { } attachment)
            await AttachAsync(body, attachment, cancellationToken);
        var message = new MimeMessage
        {
            Subject = job.Subject,
            Body = body.ToMessageBody(),
            Date = time.GetUtcNow(),
        };
        message.Headers.Add("X-Job-Id", context.Id);
        message.From.Add(MailboxAddress.Parse(configuration["Mail:From"] ?? "Serverless Shop <shop@example.com>"));
        message.To.Add(MailboxAddress.Parse(job.To));
        return message;
    }

    private async Task AttachAsync(BodyBuilder body, MailAttachment attachment, CancellationToken cancellationToken)
    {
        if (!ContentType.TryParse(attachment.ContentType, out var type))
            throw new UnprocessableMessageException($"'{attachment.ContentType}', of the file to be attached, is no media type.");
        if (!IsKey(attachment.FileKey))
            throw new UnprocessableMessageException($"The file key to be attached has to have 1 to {MaxKeyBytes} bytes of text.");
        await using var content = await files.GetAsync(attachment.FileKey, cancellationToken)
            ?? throw new UnprocessableMessageException($"The file {attachment.FileKey}, to be attached, does not exist.");
        await body.Attachments.AddAsync(attachment.FileName, content, type, cancellationToken);
    }

    private static bool IsKey(string key) => key.Length > 0 && StoredText.IsStorable(key) && Encoding.UTF8.GetByteCount(key) <= MaxKeyBytes;

    [LoggerMessage(LogLevel.Information, "Mail {JobId} is sent; SES calls it {SesMessageId}")]
    partial void LogSent(string jobId, string? sesMessageId);

    [LoggerMessage(LogLevel.Information, "Mail {JobId} had been sent before")]
    partial void LogDuplicate(string jobId);
}
