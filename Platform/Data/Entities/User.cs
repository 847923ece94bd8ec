namespace Platform.Data.Entities;

public sealed class User
{
    public required Guid Id { get; init; }

    /// <summary>As given; unique without regard to case.</summary>
    public required string Email { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
