namespace LocalCloud.Aws.Tests.Ssm;

public sealed class ParameterStoreTests() : JsonServiceTest("ssm", "AmazonSSM")
{
    [Fact]
    public async Task A_parameter_is_put_read_overwritten_and_keeps_its_history()
    {
        var put = await CallAsync("PutParameter", """{"Name":"/app/url","Value":"one","Type":"String","Description":"where"}""");
        Assert.Equal("""{"Version":1,"Tier":"Standard"}""", put.ToJsonString());
        var parameter = (await CallAsync("GetParameter", """{"Name":"/app/url"}"""))["Parameter"]!;
        Assert.Equal(
            ("one", "String", 1, "text", $"arn:aws:ssm:{Region}:{Account}:parameter/app/url"),
            (
                (string?)parameter["Value"],
                (string?)parameter["Type"],
                (int)parameter["Version"]!,
                (string?)parameter["DataType"],
                (string?)parameter["ARN"]
            )
        );

        Assert.Equal("ParameterAlreadyExists", (await FailAsync("PutParameter", """{"Name":"/app/url","Value":"two"}""")).Code);
        await CallAsync("PutParameter", """{"Name":"/app/url","Value":"two","Overwrite":true}""");
        Assert.Equal("two", (string?)(await CallAsync("GetParameter", """{"Name":"/app/url"}"""))["Parameter"]!["Value"]);
        Assert.Equal("one", (string?)(await CallAsync("GetParameter", """{"Name":"/app/url:1"}"""))["Parameter"]!["Value"]);
        var history = (await CallAsync("GetParameterHistory", """{"Name":"/app/url"}"""))["Parameters"]!.AsArray();
        Assert.Equal(["one", "two"], history.Select(v => (string?)v!["Value"]));
        Assert.Equal(
            ("ParameterVersionNotFound", "Systems Manager could not find version 3 of /app/url. Verify the version and try again."),
            await FailAsync("GetParameter", """{"Name":"/app/url:3"}""")
        );
        await CallAsync("DeleteParameter", """{"Name":"/app/url"}""");
        Assert.Equal(("ParameterNotFound", ""), await FailAsync("GetParameter", """{"Name":"/app/url"}"""));
    }

    [Fact]
    public async Task A_secure_string_is_given_out_only_with_decryption()
    {
        await CallAsync("PutParameter", """{"Name":"key","Value":"geheim","Type":"SecureString"}""");
        Assert.NotEqual("geheim", (string?)(await CallAsync("GetParameter", """{"Name":"key"}"""))["Parameter"]!["Value"]);
        Assert.Equal(
            "geheim",
            (string?)(await CallAsync("GetParameter", """{"Name":"key","WithDecryption":true}"""))["Parameter"]!["Value"]
        );
        var described = (await CallAsync("DescribeParameters", "{}"))["Parameters"]![0]!;
        Assert.Equal(("alias/aws/ssm", null), ((string?)described["KeyId"], (string?)described["Value"]));
    }

    [Fact]
    public async Task A_secret_is_read_as_a_parameter()
    {
        using var created = await Aws.JsonAsync(
            "secretsmanager",
            "secretsmanager.CreateSecret",
            """{"Name":"db/password","SecretString":"geheim"}"""
        );
        Assert.True(created.IsSuccessStatusCode);
        const string Name = "/aws/reference/secretsmanager/db/password";
        var parameter = (await CallAsync("GetParameter", $$"""{"Name":"{{Name}}","WithDecryption":true}"""))["Parameter"]!;
        Assert.Equal(
            (Name, "SecureString", "geheim", 0),
            ((string?)parameter["Name"], (string?)parameter["Type"], (string?)parameter["Value"], (int)parameter["Version"]!)
        );
        Assert.StartsWith(
            $"arn:aws:secretsmanager:{Region}:{Account}:secret:db/password-",
            (string?)parameter["ARN"],
            StringComparison.Ordinal
        );
        Assert.Contains("geheim", (string?)parameter["SourceResult"], StringComparison.Ordinal);
        Assert.Equal(
            ("ValidationException", "WithDecryption flag must be True for retrieving a Secret Manager secret."),
            await FailAsync("GetParameter", $$"""{"Name":"{{Name}}"}""")
        );
        Assert.Equal(
            "ParameterNotFound",
            (await FailAsync("GetParameter", """{"Name":"/aws/reference/secretsmanager/none","WithDecryption":true}""")).Code
        );
        var several = await CallAsync("GetParameters", $$"""{"Names":["{{Name}}","none"],"WithDecryption":true}""");
        Assert.Equal((Name, "none"), ((string?)several["Parameters"]![0]!["Name"], (string?)several["InvalidParameters"]![0]));
    }

    [Fact]
    public async Task Parameters_are_found_by_path_names_and_filters()
    {
        foreach (var name in new[] { "/a/x", "/a/y", "/a/b/z", "/c", "plain" })
            await CallAsync("PutParameter", $$"""{"Name":"{{name}}","Value":"v","Type":"String"}""");
        async Task<string[]> ByPath(string more) =>
            [
                .. (await CallAsync("GetParametersByPath", $$"""{"Path":"/a"{{more}}}"""))["Parameters"]!
                    .AsArray()
                    .Select(p => (string)p!["Name"]!),
            ];
        Assert.Equal(["/a/x", "/a/y"], await ByPath(""));
        Assert.Equal(["/a/b/z", "/a/x", "/a/y"], await ByPath(""","Recursive":true"""));
        Assert.Equal(["/a/b/z"], await ByPath(""","Recursive":true,"MaxResults":1"""));
        var named = await CallAsync("GetParameters", """{"Names":["/c","nobody"]}""");
        Assert.Equal(("/c", "nobody"), ((string?)named["Parameters"]![0]!["Name"], (string?)named["InvalidParameters"]![0]));
        var filtered = await CallAsync(
            "DescribeParameters",
            """{"ParameterFilters":[{"Key":"Name","Option":"BeginsWith","Values":["/a/"]}]}"""
        );
        Assert.Equal(3, filtered["Parameters"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_label_is_on_one_version_at_a_time()
    {
        await CallAsync("PutParameter", """{"Name":"p","Value":"1","Type":"String"}""");
        await CallAsync("PutParameter", """{"Name":"p","Value":"2","Overwrite":true}""");
        await CallAsync("LabelParameterVersion", """{"Name":"p","ParameterVersion":1,"Labels":["live"]}""");
        Assert.Equal("1", (string?)(await CallAsync("GetParameter", """{"Name":"p:live"}"""))["Parameter"]!["Value"]);
        var moved = await CallAsync("LabelParameterVersion", """{"Name":"p","Labels":["live","aws-no"]}""");
        Assert.Equal("""{"InvalidLabels":["aws-no"],"ParameterVersion":2}""", moved.ToJsonString());
        var read = (await CallAsync("GetParameter", """{"Name":"p:live"}"""))["Parameter"]!;
        Assert.Equal(("2", ":live"), ((string?)read["Value"], (string?)read["Selector"]));
    }

    [Theory]
    [InlineData("""{"Name":"p","Value":"v"}""", "ValidationException", "A parameter type is required when you create a parameter.")]
    [InlineData(
        """{"Name":"aws-p","Value":"v","Type":"String"}""",
        "ValidationException",
        "Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive)."
    )]
    [InlineData(
        """{"Name":"p","Value":"v","Type":"Text"}""",
        "ValidationException",
        "1 validation error detected: Value 'Text' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [String, "
            + "StringList, SecureString]"
    )]
    [InlineData(
        """{"Name":"p","Value":"abc","Type":"String","AllowedPattern":"^\\d+$"}""",
        "ParameterPatternMismatchException",
        "Parameter value, cannot be validated against allowedPattern: ^\\d+$"
    )]
    public async Task A_faulty_parameter_is_refused(string input, string code, string message) =>
        Assert.Equal((code, message), await FailAsync("PutParameter", input));
}
