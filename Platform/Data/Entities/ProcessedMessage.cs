namespace Platform.Data.Entities;

/// <summary>A job or event whose effect has been committed; see <see cref="Once"/>.</summary>
public sealed class ProcessedMessage
{
    /// <summary>Who processed it, for example <c>job</c> or the name of an event handler.</summary>
    public required string Consumer { get; init; }

    public required string MessageId { get; init; }

    public required DateTimeOffset ProcessedAt { get; init; }
}
