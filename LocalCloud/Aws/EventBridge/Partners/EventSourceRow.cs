namespace LocalCloud.Aws.EventBridge.Partners;

/// <summary>A partner's event source in the account that it is for.</summary>
internal sealed record EventSourceRow
{
    public const string Pending = "PENDING",
        Active = "ACTIVE",
        Deleted = "DELETED";

    public required string Name { get; init; }
    public DateTimeOffset Created { get; init; }

    /// <summary>"If it remains in PENDING state for more than two weeks, it's deleted."</summary>
    public DateTimeOffset Expires { get; init; }

    /// <summary>an event bus takes its events</summary>
    public bool Activated { get; init; }

    /// <summary>by the partner</summary>
    public bool Gone { get; init; }

    public string State(DateTimeOffset now) =>
        Gone || (!Activated && Expires <= now) ? Deleted
        : Activated ? Active
        : Pending;

    /// <summary>aws.partner/PARTNER/...</summary>
    public string CreatedBy => Name.Split('/')[1];
}

/// <summary>The same source in the partner's account.</summary>
internal sealed record PartnerSourceRow(string Name, IReadOnlyList<string> Accounts);
