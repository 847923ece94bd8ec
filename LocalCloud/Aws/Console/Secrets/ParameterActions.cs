using System.Text.Json.Nodes;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Carries out the forms of parameters by the operations that everybody uses.</summary>
internal static class ParameterActions
{
    public static ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) =>
        (form.Action, page.Name) switch
        {
            ("put", _) => PutAsync(page, form, form.Text("parameter").Trim(), isNew: true),
            ("put-value", { } name) => PutAsync(page, form, name, isNew: false),
            ("show", { } name) => ShowAsync(page, form, name),
            ("delete", { } name) => DeleteAsync(page, name),
            _ => new(Outcome.Refused($"Parameters have no {form.Action}.")),
        };

    private static async ValueTask<Outcome> PutAsync(ConsoleRequest page, ConsoleForm form, string name, bool isNew)
    {
        var input = new JsonObject
        {
            ["Name"] = name,
            ["Value"] = form.Area("value"),
            ["Overwrite"] = !isNew,
            ["Tier"] = "Intelligent-Tiering",
        };
        if (isNew)
            input["Type"] = form.Text("type");
        if (form.Optional("description") is { } description)
            input["Description"] = description;
        return (await page.CallAsync("ssm", "PutParameter", input).ConfigureAwait(false)).Ok(out var answer, out var error)
            ? Outcome.Done($"{name} is put, as version {answer.GetProperty("Version").GetInt64()}.", name)
            : Outcome.Refused(error);
    }

    // In the answer of a form: it stands in no address, and is gone with the next page.
    private static async ValueTask<Outcome> ShowAsync(ConsoleRequest page, ConsoleForm form, string name)
    {
        var input = new JsonObject { ["Name"] = $"{name}:{form.Text("version")}", ["WithDecryption"] = true };
        return (await page.CallAsync("ssm", "GetParameter", input).ConfigureAwait(false)).Ok(out var answer, out var error)
            ? Outcome.Shown(
                $"{name}, version {form.Text("version")}:",
                Widgets.Block(answer.GetProperty("Parameter").GetProperty("Value").GetString())
            )
            : Outcome.Refused(error);
    }

    private static async ValueTask<Outcome> DeleteAsync(ConsoleRequest page, string name) =>
        (await page.CallAsync("ssm", "DeleteParameter", new() { ["Name"] = name }).ConfigureAwait(false)).Ok(out _, out var error)
            ? Outcome.Gone($"{name} is deleted.")
            : Outcome.Refused(error);
}
