using LocalCloud.Aws.Ses.Templates;

namespace LocalCloud.Aws.Ses;

internal sealed record SendEmailRequest
{
    public string? FromEmailAddress { get; init; }

    public Destination? Destination { get; init; }

    public List<string>? ReplyToAddresses { get; init; }

    public EmailContent? Content { get; init; }

    public string? ConfigurationSetName { get; init; }

    public ListManagement? ListManagementOptions { get; init; }

    // Known, and without influence on what arrives in the inbox
    public string? FromEmailAddressIdentityArn { get; init; }

    public string? FeedbackForwardingEmailAddress { get; init; }

    public string? FeedbackForwardingEmailAddressIdentityArn { get; init; }

    public List<MailHeader>? EmailTags { get; init; }
}

internal sealed record Destination(List<string>? ToAddresses, List<string>? CcAddresses, List<string>? BccAddresses)
{
    public IEnumerable<string> All => [.. ToAddresses ?? [], .. CcAddresses ?? [], .. BccAddresses ?? []];
}

internal sealed record EmailContent(SimpleMessage? Simple, RawMessage? Raw, EmailTemplate? Template);

internal sealed record SimpleMessage(MailText? Subject, MailBody? Body, List<MailHeader>? Headers, List<MailAttachment>? Attachments);

internal sealed record MailBody(MailText? Text, MailText? Html);

/// <param name="Charset">How AWS would encode it on the way; what arrives is the same text.</param>
internal sealed record MailText(string? Data, string? Charset);

internal sealed record MailHeader(string? Name, string? Value);

internal sealed record MailAttachment(
    byte[]? RawContent,
    string? FileName,
    string? ContentType,
    string? ContentDisposition,
    string? ContentDescription,
    string? ContentId,
    string? ContentTransferEncoding
);

internal sealed record RawMessage(byte[]? Data);

internal sealed record EmailTemplate(
    string? TemplateName,
    string? TemplateArn,
    TemplateContent? TemplateContent,
    string? TemplateData,
    List<MailHeader>? Headers,
    List<MailAttachment>? Attachments
);

internal sealed record ListManagement(string? ContactListName, string? TopicName);

internal sealed record SendEmailResponse(string MessageId);
