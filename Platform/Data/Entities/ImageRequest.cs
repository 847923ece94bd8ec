namespace Platform.Data.Entities;

public sealed class ImageRequest : IBackgroundWork
{
    public required Guid Id { get; init; }

    public required string FileName { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Bytes of the original.</summary>
    public required long Size { get; init; }

    /// <summary>The original in the file store.</summary>
    public required string OriginalKey { get; init; }

    public required WorkStatus Status { get; set; }

    /// <summary>Why it FAILED.</summary>
    public string? Error { get; set; }

    /// <summary>The resized copies; filled when COMPLETED.</summary>
    public List<ImageVariant> Variants { get; set; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastActivityAt { get; set; }

    public int Sweeps { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }
}

/// <summary>A resized copy in the file store; pixels.</summary>
public sealed class ImageVariant
{
    public required int Width { get; set; }

    public required int Height { get; set; }

    public required string Key { get; set; }
}
