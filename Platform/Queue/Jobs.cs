using System.Text.Json.Serialization.Metadata;

namespace Platform.Queue;

/// <summary>
/// Work to be done later by a worker. Sent with <see cref="Outbox.OutboxExtensions.Enqueue"/> or <see cref="IJobQueue"/>.
/// </summary>
public interface IJob<TSelf>
    where TSelf : IJob<TSelf>
{
    /// <summary>The name in the envelope, by which the handler is found.</summary>
    static abstract string Type { get; }

    static abstract JsonTypeInfo<TSelf> Json { get; }
}

/// <summary>Make the PDF of a <see cref="Data.Entities.ReportRequest"/>, store it, mail it.</summary>
public sealed record GenerateReport(Guid ReportId) : IJob<GenerateReport>
{
    public static string Type => "report-generation";

    public static JsonTypeInfo<GenerateReport> Json => PlatformJson.Default.GenerateReport;
}

/// <param name="Html">Beside the text, for clients that show it.</param>
/// <param name="Attachment">A file of the file store.</param>
/// <param name="OrderId">What it is about: so the mail's log lines are found by it.</param>
/// <param name="ReportId">The same.</param>
/// <param name="UserId">The same.</param>
public sealed record SendMail(
    string To,
    string Subject,
    string Text,
    string? Html = null,
    MailAttachment? Attachment = null,
    Guid? OrderId = null,
    Guid? ReportId = null,
    Guid? UserId = null
) : IJob<SendMail>
{
    public static string Type => "email";

    public static JsonTypeInfo<SendMail> Json => PlatformJson.Default.SendMail;
}

public sealed record MailAttachment(string FileKey, string FileName, string ContentType);

/// <summary>Make the resized copies of an <see cref="Data.Entities.ImageRequest"/>.</summary>
public sealed record ProcessImage(Guid ImageId) : IJob<ProcessImage>
{
    public static string Type => "image-processing";

    public static JsonTypeInfo<ProcessImage> Json => PlatformJson.Default.ProcessImage;
}
