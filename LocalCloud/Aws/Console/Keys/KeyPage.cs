using LocalCloud.Aws.Kms;
using LocalCloud.Aws.Kms.Grants;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.WebConsole;

/// <summary>One key: what it is, who may use it, and what can be tried with it.</summary>
internal static class KeyPage
{
    public static Html Of(ConsoleRequest page, KmsState state, Key key) =>
        Html.Of(
            $"""
            {page.Back("All keys")}
            <h2>{(AliasesOf(state, key) is { Length: > 0 } aliases ? aliases : key.Id)}</h2>
            {Widgets.Live("key", Facts(page, state, key))}
            {Widgets.Fold("policy", Widgets.Text("Policy"), Widgets.Block(key.Policy))}
            {(key.IsAwsManaged ? Widgets.None : Changes(page, key))}
            {(key is { State: "Enabled", Usage: KeyUsage.Encrypt } ? Tries(page) : Widgets.None)}
            {Widgets.Live("grants", Grants(page, key))}
            """
        );

    public static Html State(ConsoleRequest page, Key key) =>
        key.State switch
        {
            "Enabled" => Widgets.Status("enabled"),
            "PendingDeletion" => Html.Of(
                $"""<span class="status busy">to be deleted</span> <small>gone</small> {page.Time(key.DeletionDate)}"""
            ),
            var other => Html.Of($"""<span class="status busy">{other}</span>"""),
        };

    public static string AliasesOf(KmsState state, Key key) =>
        string.Join(", ", state.Aliases(key.Region).Where(a => a.TargetKeyId == key.Id).Select(a => a.Name));

    private static Html Facts(ConsoleRequest page, KmsState state, Key key) =>
        Widgets.Facts(
            ("State", State(page, key)),
            ("Id", Widgets.Code(key.Id)),
            ("ARN", Widgets.Code(key.Arn)),
            ("Description", key.Description.Length > 0 ? Widgets.Text(key.Description) : null),
            ("Spec", Widgets.Text(key.Spec)),
            ("Usage", Widgets.Text(key.Usage)),
            ("Material", Widgets.Text(key.IsImported ? "imported" : "made by KMS")),
            ("Regions", key.IsMultiRegion ? Widgets.Text(string.Join(", ", state.Family(key).Select(Region))) : null),
            ("Rotation", Rotation(page, key)),
            ("Created", page.Time(key.Created)),
            ("Kept by", key.IsAwsManaged ? Widgets.Text("AWS: it can be used, and not be changed") : null),
            ("Tags", key.Tags.Count == 0 ? null : Widgets.Text(string.Join(", ", key.Tags.Select(t => $"{t.Key} = {t.Value}"))))
        );

    private static string Region(Key key) => key.IsPrimary ? $"{key.Region} (primary)" : key.Region;

    private static Html Grants(ConsoleRequest page, Key key) =>
        Html.Of(
            $"""
            <h3>Grants</h3>
            {Widgets.Table(
                "Grants",
                ["Grant", "Name", "To", "Operations", "Created"],
                key.Grants.Select(g => Grant(page, g)),
                Html.Of($"Nobody has a grant of it.")
            )}
            """
        );

    private static Html Grant(ConsoleRequest page, Grant grant) =>
        Widgets.Row(
            Widgets.Code(grant.Id),
            Widgets.Text(grant.Name),
            Widgets.Code(grant.GranteePrincipal),
            Widgets.Text(string.Join(", ", grant.Operations)),
            page.Time(grant.Created)
        );

    private static Html? Rotation(ConsoleRequest page, Key key) =>
        !key.KeySpec.Rotates || key.IsImported ? null
        : key is { RotationPeriodInDays: { } days, NextRotation: { } next }
            ? Html.Of($"every {days} days, <small>next</small> {page.Time(next)}, {key.Materials.Count - 1} so far")
        : Html.Of($"only on demand, {key.Materials.Count - 1} so far");

    private static Html Changes(ConsoleRequest page, Key key)
    {
        if (key.DeletionDate is not null)
            return Html.Of($"""<div class="actions">{Forms.Button(page, "keep", "Keep it")}</div>""");
        var turn = key.State switch
        {
            "Enabled" => Forms.Button(page, "disable", "Disable it"),
            "Disabled" => Forms.Button(page, "enable", "Enable it"),
            _ => Widgets.None,
        };
        var rotates = key is { State: "Enabled", KeySpec.Rotates: true, IsImported: false };
        var alias = new Field("alias", "Alias", Hint: "As shop/orders; alias/ is put before it") { IsRequired = true };
        var days = Field.Number("days", "Days in which it can be kept after all", "30", "7 to 30; until then it does nothing");
        return Html.Of(
            $"""
            <div class="actions">{turn}{(rotates ? Forms.Button(page, "rotate", "Rotate it now") : Widgets.None)}</div>
            {Forms.Folded(page, "Give it an alias", "alias", "Give the alias", alias)}
            {Forms.Folded(page, "Delete the key", "delete", "Delete the key", days)}
            """
        );
    }

    private static Html Tries(ConsoleRequest page)
    {
        var text = Field.Area("text", "Text", hint: "Up to 4 KB; a key pair takes less") with { IsRequired = true };
        var ciphertext = Field.Area("ciphertext", "Ciphertext", hint: "In Base64, as Encrypt has it") with { IsRequired = true };
        return Html.Of(
            $"""
            {Forms.Folded(page, "Encrypt a text", "encrypt", "Encrypt", text)}
            {Forms.Folded(page, "Decrypt a text", "decrypt", "Decrypt", ciphertext)}
            """
        );
    }
}
