using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.SecretsManager;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Carries out the forms of secrets by the operations that everybody uses.</summary>
internal static class SecretActions
{
    private const string Service = "secretsmanager";

    public static ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) =>
        (form.Action, page.Name) switch
        {
            ("create", _) => CreateAsync(page, form),
            ("put", { } name) => page.DoAsync(
                Service,
                "PutSecretValue",
                new() { ["SecretId"] = name, ["SecretString"] = form.Area("value") },
                $"{name} has a new value, which is AWSCURRENT."
            ),
            ("show", { } name) => ShowAsync(page, form, name),
            ("current", { } name) => MakeCurrentAsync(page, form, name),
            ("restore", { } name) => page.DoAsync(Service, "RestoreSecret", new() { ["SecretId"] = name }, $"{name} is in use again."),
            ("delete", { } name) => DeleteAsync(page, form, name),
            ("delete-now", { } name) => DeleteNowAsync(page, name),
            _ => new(Outcome.Refused($"Secrets have no {form.Action}.")),
        };

    private static async ValueTask<Outcome> CreateAsync(ConsoleRequest page, ConsoleForm form)
    {
        var name = form.Text("secret").Trim();
        var input = new JsonObject { ["Name"] = name, ["SecretString"] = form.Area("value") };
        if (form.Optional("description") is { } description)
            input["Description"] = description;
        return (await page.CallAsync(Service, "CreateSecret", input).ConfigureAwait(false)).Ok(out _, out var error)
            ? Outcome.Done($"Secret {name} is made.", name)
            : Outcome.Refused(error);
    }

    // In the answer of a form: it stands in no address, and is gone with the next page.
    private static async ValueTask<Outcome> ShowAsync(ConsoleRequest page, ConsoleForm form, string name)
    {
        var input = new JsonObject { ["SecretId"] = name, ["VersionId"] = form.Text("version") };
        if (!(await page.CallAsync(Service, "GetSecretValue", input).ConfigureAwait(false)).Ok(out var answer, out var error))
            return Outcome.Refused(error);
        var isText = answer.TryGetProperty("SecretString", out var text) && text.ValueKind is JsonValueKind.String;
        return Outcome.Shown(
            $"{name}, version {form.Text("version")}{(isText ? "" : ", binary, in Base64")}:",
            Widgets.Block(isText ? text.GetString() : answer.GetProperty("SecretBinary").GetString())
        );
    }

    private static ValueTask<Outcome> MakeCurrentAsync(ConsoleRequest page, ConsoleForm form, string name)
    {
        var input = new JsonObject
        {
            ["SecretId"] = name,
            ["VersionStage"] = Secret.Current,
            ["MoveToVersionId"] = form.Text("version"),
        };
        if (page.Host.Read(page.State<SecretsState>(Service), s => s.Find(name)?.Find(null, Secret.Current)?.Id) is { } before)
            input["RemoveFromVersionId"] = before;
        return page.DoAsync(Service, "UpdateSecretVersionStage", input, $"Version {form.Text("version")} of {name} is AWSCURRENT.");
    }

    private static async ValueTask<Outcome> DeleteAsync(ConsoleRequest page, ConsoleForm form, string name)
    {
        var days = form.Number("days", "Days", 7, 30, out var wrong) ?? 30;
        return wrong is not null
            ? Outcome.Refused(wrong)
            : await page.DoAsync(
                    Service,
                    "DeleteSecret",
                    new() { ["SecretId"] = name, ["RecoveryWindowInDays"] = days },
                    $"{name} is gone in {days} days. Until then it can be restored, and not be read."
                )
                .ConfigureAwait(false);
    }

    private static async ValueTask<Outcome> DeleteNowAsync(ConsoleRequest page, string name) =>
        (
            await page.CallAsync(Service, "DeleteSecret", new() { ["SecretId"] = name, ["ForceDeleteWithoutRecovery"] = true })
                .ConfigureAwait(false)
        ).Ok(out _, out var error)
            ? Outcome.Gone($"Secret {name} is deleted.")
            : Outcome.Refused(error);
}
