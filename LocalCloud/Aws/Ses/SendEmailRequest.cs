namespace LocalCloud.Aws.Ses;

public sealed record SendEmailRequest
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

public sealed record Destination(List<string>? ToAddresses, List<string>? CcAddresses, List<string>? BccAddresses)
{
    public IEnumerable<string> All => [.. ToAddresses ?? [], .. CcAddresses ?? [], .. BccAddresses ?? []];
}

public sealed record EmailContent(SimpleMessage? Simple, RawMessage? Raw, EmailTemplate? Template);

public sealed record SimpleMessage(MailText? Subject, MailBody? Body, List<MailHeader>? Headers, List<MailAttachment>? Attachments);

public sealed record MailBody(MailText? Text, MailText? Html);

/// <param name="Charset">How AWS would encode it on the way; what arrives is the same text.</param>
public sealed record MailText(string? Data, string? Charset);

public sealed record MailHeader(string? Name, string? Value);

public sealed record MailAttachment(
    byte[]? RawContent, string? FileName, string? ContentType, string? ContentDisposition, string? ContentDescription, string? ContentId,
    string? ContentTransferEncoding);

public sealed record RawMessage(byte[]? Data);

public sealed record EmailTemplate(string? TemplateName, string? TemplateArn, string? TemplateData);

public sealed record ListManagement(string? ContactListName, string? TopicName);

public sealed record SendEmailResponse(string MessageId);
