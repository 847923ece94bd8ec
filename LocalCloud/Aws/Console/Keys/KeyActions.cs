using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Carries out the forms of keys by the operations that everybody uses.</summary>
internal static class KeyActions
{
    private const string Service = "kms";

    public static ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) =>
        (form.Action, page.Name) switch
        {
            ("create", _) => CreateAsync(page, form),
            ("disable", { } id) => page.DoAsync(Service, "DisableKey", Key(id), "The key is disabled: what it protects cannot be read."),
            ("enable", { } id) => page.DoAsync(Service, "EnableKey", Key(id), "The key is enabled."),
            ("rotate", { } id) => page.DoAsync(Service, "RotateKeyOnDemand", Key(id), "The key encrypts with new material."),
            ("keep", { } id) => page.DoAsync(Service, "CancelKeyDeletion", Key(id), "The key is kept. It is disabled until it is enabled."),
            ("alias", { } id) => page.DoAsync(
                Service,
                "CreateAlias",
                new() { ["AliasName"] = Alias(form.Text("alias")), ["TargetKeyId"] = id },
                $"The key is {Alias(form.Text("alias"))}."
            ),
            ("delete", { } id) => DeleteAsync(page, form, id),
            ("encrypt", { } id) => EncryptAsync(page, form, id),
            ("decrypt", { } id) => DecryptAsync(page, form, id),
            _ => new(Outcome.Refused($"Keys have no {form.Action}.")),
        };

    private static async ValueTask<Outcome> CreateAsync(ConsoleRequest page, ConsoleForm form)
    {
        var kind = form.Text("kind").Split(' ', 2);
        var input = new JsonObject { ["KeySpec"] = kind[0], ["KeyUsage"] = kind[^1] };
        if (form.Optional("description") is { } description)
            input["Description"] = description;
        if (!(await page.CallAsync(Service, "CreateKey", input).ConfigureAwait(false)).Ok(out var made, out var error))
            return Outcome.Refused(error);
        var id = made.GetProperty("KeyMetadata").GetProperty("KeyId").GetString()!;
        if (form.Optional("alias") is not { } alias)
            return Outcome.Done($"Key {id} is made.", id);
        var named = new JsonObject { ["AliasName"] = Alias(alias), ["TargetKeyId"] = id };
        return (await page.CallAsync(Service, "CreateAlias", named).ConfigureAwait(false)).Ok(out _, out error)
            ? Outcome.Done($"Key {Alias(alias)} is made.", id)
            : Outcome.Done($"Key {id} is made, without the alias: {error.Message}", id);
    }

    private static async ValueTask<Outcome> DeleteAsync(ConsoleRequest page, ConsoleForm form, string id)
    {
        var days = form.Number("days", "Days", 7, 30, out var wrong) ?? 30;
        if (wrong is not null)
            return Outcome.Refused(wrong);
        var input = Key(id);
        input["PendingWindowInDays"] = days;
        return await page.DoAsync(
                Service,
                "ScheduleKeyDeletion",
                input,
                $"The key is gone in {days} days, and with it all that it has encrypted. Until then it can be kept."
            )
            .ConfigureAwait(false);
    }

    private static async ValueTask<Outcome> EncryptAsync(ConsoleRequest page, ConsoleForm form, string id)
    {
        if (await WithAlgorithmAsync(page, id).ConfigureAwait(false) is not { } input)
            return Outcome.Refused("The key is not there any more.");
        input["Plaintext"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(form.Area("text")));
        return (await page.CallAsync(Service, "Encrypt", input).ConfigureAwait(false)).Ok(out var answer, out var error)
            ? Outcome.Shown("Encrypted, in Base64:", Widgets.Block(answer.GetProperty("CiphertextBlob").GetString()))
            : Outcome.Refused(error);
    }

    private static async ValueTask<Outcome> DecryptAsync(ConsoleRequest page, ConsoleForm form, string id)
    {
        if (await WithAlgorithmAsync(page, id).ConfigureAwait(false) is not { } input)
            return Outcome.Refused("The key is not there any more.");
        input["CiphertextBlob"] = form.Area("ciphertext").Trim();
        return (await page.CallAsync(Service, "Decrypt", input).ConfigureAwait(false)).Ok(out var answer, out var error)
            ? Outcome.Shown("Decrypted:", Widgets.Block(Encoding.UTF8.GetString(answer.GetProperty("Plaintext").GetBytesFromBase64())))
            : Outcome.Refused(error);
    }

    /// <summary>The key with the last of its algorithms, which for key pairs has to be named: that with SHA-256.</summary>
    private static async ValueTask<JsonObject?> WithAlgorithmAsync(ConsoleRequest page, string id)
    {
        if (!(await page.CallAsync(Service, "DescribeKey", Key(id)).ConfigureAwait(false)).Ok(out var answer, out _))
            return null;
        var input = Key(id);
        if (answer.GetProperty("KeyMetadata").TryGetProperty("EncryptionAlgorithms", out var algorithms))
            input["EncryptionAlgorithm"] = algorithms.EnumerateArray().Last().GetString();
        return input;
    }

    private static JsonObject Key(string id) => new() { ["KeyId"] = id };

    private static string Alias(string name) =>
        name.Trim() is var given && given.StartsWith("alias/", StringComparison.Ordinal) ? given : $"alias/{given}";
}
