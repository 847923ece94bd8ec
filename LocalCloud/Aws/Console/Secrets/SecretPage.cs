using LocalCloud.Aws.SecretsManager;

namespace LocalCloud.Aws.WebConsole;

/// <summary>One secret with its versions and their stages.</summary>
internal static class SecretPage
{
    public static Html Of(ConsoleRequest page, Secret secret) =>
        Html.Of(
            $"""
        {page.Back("All secrets")}
        <h2>{secret.Name}</h2>
        {Widgets.Live("secret", Widgets.Facts(("State", State(page, secret)), ("Description", secret.Description is { Length: > 0 } text ? Widgets.Text(text) : null),
            ("Value", Html.Of($"""<span class="soft">masked</span>""")), ("Created", page.Time(secret.Created)), ("Changed", page.Time(secret.Changed)),
            ("Read", secret.Accessed is { } read ? page.Time(read) : Widgets.Soft("never")),
            ("Rotation", Rotation(page, secret)),
            ("KMS key", secret.KmsKeyId is { } key ? Widgets.Code(key) : null), ("Kept by", secret.OwningService is { } owner ? Widgets.Text(owner) : null), ("ARN", Widgets.Code(secret.Arn)),
            ("Tags", secret.Tags.Count == 0 ? null : Widgets.Text(string.Join(", ", secret.Tags.Select(t => $"{t.Key} = {t.Value}"))))))}
        {(secret.Policy is { } policy ? Widgets.Fold("policy", Widgets.Text("Policy"), Widgets.Block(policy)) : Widgets.None)}
        {(secret.Deleted is null ? Living(page, secret) : Html.Of($"""<div class="actions">{Forms.Button(page, "restore", "Restore it")}</div>{AtOnce(page, secret)}"""))}
        {Widgets.Live("versions", Html.Of($"""
            <h3>Versions, newest first</h3>
            {Widgets.Table("Versions", ["Version", "Stages", "Created", ""], secret.Versions.AsEnumerable().Reverse().Select(v => Row(page, secret, v)), Html.Of($"It has no value yet. Put one above."))}
            """))}
        """
        );

    private static Html Rotation(ConsoleRequest page, Secret secret) =>
        secret.Rotation is not { Enabled: true } rotation ? Widgets.Soft("none")
        : rotation.Progress is not null ? Widgets.Status("in progress")
        : Html.Of(
            $"""
            {ResourceLinks.Arn(page, rotation.FunctionArn)} <small>last</small> {(
                rotation.LastRotated is { } last ? page.Time(last) : Widgets.Soft("never")
            )}
            <small>next</small> {(rotation.Due is { } due ? page.Time(due) : Widgets.Soft("when it is asked for"))}
            """
        );

    public static Html State(ConsoleRequest page, Secret secret) =>
        secret.GoneAt is { } gone
            ? Html.Of($"""<span class="status busy">to be deleted</span> <small>gone</small> {page.Time(gone)}""")
            : Widgets.Status("in use");

    private static Html Living(ConsoleRequest page, Secret secret) =>
        Html.Of(
            $"""
        <div class="actions">{(secret.Find(null, Secret.Current) is { } current ? Forms.Button(page, "show", "Show the value", ("version", current.Id)) : Widgets.None)}</div>
        {Forms.Folded(page, "Put a new value", "put", "Put the value", Field.Area("value", "Value", hint: "It becomes AWSCURRENT, and what that was, AWSPREVIOUS") with { IsRequired = true })}
        {Forms.Folded(page, "Delete the secret", "delete", "Delete the secret",
            Field.Number("days", "Days in which it can be restored", "30", "7 to 30; until then nobody can read it"))}
        {AtOnce(page, secret)}
        """
        );

    private static Html AtOnce(ConsoleRequest page, Secret secret) =>
        Forms.Danger(page, "delete-now", "Delete it at once", $"{secret.Name} is deleted with all its versions, and cannot be restored.");

    private static Html Row(ConsoleRequest page, Secret secret, SecretVersion version) =>
        Widgets.Row(
            Widgets.Code(version.Id),
            Widgets.Text(version.Stages.Count == 0 ? "none: deprecated" : string.Join(", ", version.Stages)),
            page.Time(version.Created),
            secret.Deleted is not null
                ? Widgets.None
                : Html.Of(
                    $"""
                    {Forms.RowButton(page, "show", "Show", $"the value of version {version.Id}", ("version", version.Id))}
                    {(
                        version.Stages.Contains(Secret.Current)
                            ? Widgets.None
                            : Forms.RowButton(page, "current", "Make current", $"version {version.Id}", ("version", version.Id))
                    )}
                    """
                )
        );
}
