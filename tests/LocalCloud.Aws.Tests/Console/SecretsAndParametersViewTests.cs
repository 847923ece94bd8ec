using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Tests.WebConsole;

public sealed class SecretsAndParametersViewTests : ConsoleFormTest
{
    private const string Hidden = "very-secret-1";

    [Fact]
    public async Task A_SecureString_is_masked_until_it_is_asked_for()
    {
        await DoAsync(
            "view=parameters",
            "put",
            "/shop/key is put, as version 1.",
            ("parameter", "/shop/key"),
            ("type", "SecureString"),
            ("value", Hidden),
            ("description", "of Stripe")
        );
        foreach (
            var query in (string[])["view=parameters", "view=parameters&path=/shop/", "view=parameters&name=/shop/key", "view=search&q=key"]
        )
        {
            var page = await LookAsync(query);
            Assert.Contains("/shop/key", page.Plain);
            Assert.DoesNotContain(Hidden, page.Text);
        }
        var shown = await SendAsync("view=parameters&name=/shop/key", "show", ("version", "1"));
        Assert.Equal("/shop/key, version 1:", shown.Said);
        Assert.Contains(Hidden, shown.Text);
        Assert.DoesNotContain(Hidden, (await LookAsync("view=parameters&name=/shop/key")).Text);
    }

    [Fact]
    public async Task A_parameter_gets_new_values_keeps_its_versions_and_is_deleted()
    {
        await DoAsync(
            "view=parameters",
            "put",
            "/shop/currency is put, as version 1.",
            ("parameter", "/shop/currency"),
            ("type", "String"),
            ("value", "eur\r\nusd"),
            ("description", "")
        );
        await RefusedAsync(
            "view=parameters",
            "put",
            "ParameterAlreadyExists",
            ("parameter", "/shop/currency"),
            ("type", "String"),
            ("value", "usd"),
            ("description", "")
        );
        await RefusedAsync(
            "view=parameters",
            "put",
            "Parameter name must be a fully qualified name",
            ("parameter", "shop/currency"),
            ("type", "String"),
            ("value", "usd"),
            ("description", "")
        );
        var page = await DoAsync(
            "view=parameters&name=/shop/currency",
            "put-value",
            "/shop/currency is put, as version 2.",
            ("value", "usd"),
            ("description", "")
        );
        Assert.Contains("eur usd", page.Plain);
        var parameter = (await CallAsync("ssm", "GetParameter", new() { ["Name"] = "/shop/currency:1" })).GetProperty("Parameter");
        Assert.Equal(("eur\nusd", "String"), (parameter.GetProperty("Value").GetString(), parameter.GetProperty("Type").GetString()));
        await DoAsync("view=parameters&name=/shop/currency", "delete", "/shop/currency is deleted.");
        Assert.Contains("There is no parameter “/shop/currency”", (await LookAsync("view=parameters&name=/shop/currency")).Plain);
    }

    [Fact]
    public async Task Parameters_are_listed_by_path_with_the_levels_below()
    {
        foreach (var name in (string[])["/shop/mail/from", "/shop/mail/to", "/shop/currency", "/other/x"])
            await CallAsync(
                "ssm",
                "PutParameter",
                new()
                {
                    ["Name"] = name,
                    ["Type"] = "String",
                    ["Value"] = "v",
                }
            );
        var page = await LookAsync("view=parameters&path=/shop/");
        Assert.Contains("/shop/mail/ 2", page.Plain);
        Assert.DoesNotContain("/other/x", page.Plain);
        Assert.Contains("/other/ 1", (await LookAsync("view=parameters")).Plain);
    }

    [Fact]
    public async Task A_secret_is_masked_until_it_is_asked_for_and_an_older_version_is_made_current()
    {
        const string Database = "view=secrets&name=shop/database";
        await DoAsync(
            "view=secrets",
            "create",
            "Secret shop/database is made.",
            ("secret", "shop/database"),
            ("value", Hidden),
            ("description", "")
        );
        await DoAsync(Database, "put", "shop/database has a new value, which is AWSCURRENT.", ("value", "very-secret-2"));
        foreach (var query in (string[])["view=secrets", Database, "view=search&q=database"])
            Assert.DoesNotContain("very-secret", (await LookAsync(query)).Text);
        var versions = Regex
            .Matches((await LookAsync(Database)).Text, "<code>([0-9a-f-]{36})</code>")
            .Select(m => m.Groups[1].Value)
            .ToList();
        Assert.Equal(2, versions.Count);
        Assert.Contains("very-secret-2", (await SendAsync(Database, "show", ("version", versions[0]))).Text);
        Assert.Contains(Hidden, (await SendAsync(Database, "show", ("version", versions[1]))).Text);
        await DoAsync(Database, "current", $"Version {versions[1]} of shop/database is AWSCURRENT.", ("version", versions[1]));
        Assert.Equal(
            Hidden,
            (await CallAsync("secretsmanager", "GetSecretValue", new() { ["SecretId"] = "shop/database" }))
                .GetProperty("SecretString")
                .GetString()
        );
    }

    [Fact]
    public async Task A_secret_is_deleted_restored_and_deleted_at_once()
    {
        const string Key = "view=secrets&name=key";
        await RefusedAsync("view=secrets", "create", "Invalid name", ("secret", "no name"), ("value", "x"), ("description", ""));
        await CallAsync("secretsmanager", "CreateSecret", new() { ["Name"] = "key", ["SecretString"] = "x" });
        await RefusedAsync(Key, "delete", "Days has to be a whole number from 7 to 30", ("days", "3"));
        var page = await DoAsync(Key, "delete", "key is gone in 7 days. Until then it can be restored, and not be read.", ("days", "7"));
        Assert.Contains("to be deleted gone 2026-01-08 00:00:00.000", page.Plain);
        await DoAsync(Key, "restore", "key is in use again.");
        await CallAsync("secretsmanager", "GetSecretValue", new() { ["SecretId"] = "key" });
        await DoAsync(Key, "delete-now", "Secret key is deleted.");
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            CallAsync("secretsmanager", "DescribeSecret", new() { ["SecretId"] = "key" })
        );
    }
}
