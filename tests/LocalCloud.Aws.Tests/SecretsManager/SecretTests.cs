using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.SecretsManager;

public sealed class SecretTests() : JsonServiceTest("secretsmanager", "secretsmanager")
{
    [Fact]
    public async Task A_secret_has_a_current_and_a_previous_value()
    {
        var arn = (string)(await CallAsync("CreateSecret", """{"Name":"db","SecretString":"one","Description":"of the shop"}"""))["ARN"]!;
        Assert.Matches($"^arn:aws:secretsmanager:{Region}:{Account}:secret:db-[a-zA-Z0-9]{{6}}$", arn);
        var first = await CallAsync("GetSecretValue", """{"SecretId":"db"}""");
        Assert.Equal(("one", "AWSCURRENT"), ((string?)first["SecretString"], (string?)first["VersionStages"]![0]));

        await CallAsync("PutSecretValue", $$"""{"SecretId":"{{arn}}","SecretString":"two"}""");
        Assert.Equal("two", await ValueAsync("""{"SecretId":"db"}"""));
        Assert.Equal("one", await ValueAsync("""{"SecretId":"db","VersionStage":"AWSPREVIOUS"}"""));
        Assert.Equal("one", await ValueAsync($$"""{"SecretId":"db","VersionId":"{{first["VersionId"]}}"}"""));
        await CallAsync("UpdateSecret", """{"SecretId":"db","SecretString":"three"}""");
        Assert.Equal("two", await ValueAsync("""{"SecretId":"db","VersionStage":"AWSPREVIOUS"}"""));
        var described = await CallAsync("DescribeSecret", """{"SecretId":"db"}""");
        Assert.Equal(2, ((JsonObject)described["VersionIdsToStages"]!).Count);
        Assert.Null(described["SecretString"]);
    }

    [Fact]
    public async Task A_deleted_secret_can_be_restored_until_its_window_has_passed()
    {
        await CallAsync("CreateSecret", """{"Name":"db","SecretString":"one"}""");
        await CallAsync("DeleteSecret", """{"SecretId":"db","RecoveryWindowInDays":7}""");
        Assert.Equal(
            ("InvalidRequestException", "You can't perform this operation on the secret because it was marked for deletion."),
            await FailAsync("GetSecretValue", """{"SecretId":"db"}""")
        );
        await CallAsync("RestoreSecret", """{"SecretId":"db"}""");
        Assert.Equal("one", await ValueAsync("""{"SecretId":"db"}"""));
        await CallAsync("DeleteSecret", """{"SecretId":"db","RecoveryWindowInDays":7}""");
        Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(
            ("ResourceNotFoundException", "Secrets Manager can't find the specified secret."),
            await FailAsync("RestoreSecret", """{"SecretId":"db"}""")
        );
        await CallAsync("CreateSecret", """{"Name":"db"}""");
        Assert.Equal(
            "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
            (await FailAsync("GetSecretValue", """{"SecretId":"db"}""")).Message
        );
    }

    [Fact]
    public async Task Random_passwords_have_what_was_asked_for()
    {
        var password = (string)
            (await CallAsync("GetRandomPassword", """{"PasswordLength":20,"ExcludePunctuation":true,"ExcludeCharacters":"abc0"}"""))[
                "RandomPassword"
            ]!;
        Assert.Equal(20, password.Length);
        Assert.True(password.All(char.IsAsciiLetterOrDigit) && password.Any(char.IsAsciiDigit) && password.Any(char.IsAsciiLetterUpper));
        Assert.DoesNotContain(password, c => "abc0".Contains(c));
    }

    [Theory]
    [InlineData(
        "DeleteSecret",
        """{"SecretId":"s","RecoveryWindowInDays":3}""",
        "InvalidParameterException",
        "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive)."
    )]
    [InlineData(
        "GetSecretValue",
        """{"SecretId":"nobody"}""",
        "ResourceNotFoundException",
        "Secrets Manager can't find the specified secret."
    )]
    [InlineData("CreateSecret", """{"Name":"s"}""", "ResourceExistsException", "The operation failed because the secret s already exists.")]
    [InlineData(
        "CreateSecret",
        """{"Name":"t","SecretString":"a","SecretBinary":"YQ=="}""",
        "InvalidParameterException",
        "You can't specify both a binary secret value and a string secret value in the same secret."
    )]
    public async Task What_cannot_be_is_refused(string operation, string input, string code, string message)
    {
        await CallAsync("CreateSecret", """{"Name":"s","SecretString":"x"}""");
        Assert.Equal((code, message), await FailAsync(operation, input));
    }

    [Fact]
    public async Task Secrets_are_listed_by_filters_without_their_values()
    {
        await CallAsync("CreateSecret", """{"Name":"prod/db","SecretString":"hidden","Tags":[{"Key":"team","Value":"a"}]}""");
        await CallAsync("CreateSecret", """{"Name":"test/db","SecretString":"hidden"}""");
        var listed = await CallAsync("ListSecrets", """{"Filters":[{"Key":"name","Values":["prod"]}]}""");
        Assert.Equal("prod/db", (string?)Assert.Single(listed["SecretList"]!.AsArray())!["Name"]);
        Assert.DoesNotContain("hidden", listed.ToJsonString());
        Assert.Equal(
            "test/db",
            (string?)
                Assert.Single(
                    (await CallAsync("ListSecrets", """{"Filters":[{"Key":"tag-key","Values":["!team"]}]}"""))["SecretList"]!.AsArray()
                )!["Name"]
        );
    }

    private async Task<string?> ValueAsync(string input) => (string?)(await CallAsync("GetSecretValue", input))["SecretString"];
}
