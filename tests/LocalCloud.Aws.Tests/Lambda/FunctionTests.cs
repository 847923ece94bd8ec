using System.Text.Json.Nodes;
using Amazon.S3;

namespace LocalCloud.Aws.Tests.Lambda;

public class FunctionTests : LambdaTest
{
    private const string Functions = "/2015-03-31/functions";
    private const string Echo = "exports.handler = async event => event;";

    [Fact]
    public async Task A_new_function_has_the_defaults_of_AWS_and_is_active_when_asked_again()
    {
        var created = await CreateAsync("plain", Echo);
        Assert.Equal(201, created.Status);
        Assert.Equal(Arn("plain"), (string?)created["FunctionArn"]);
        Assert.Equal("Pending", (string?)created["State"]);
        Assert.Equal("Creating", (string?)created["StateReasonCode"]);
        Assert.Equal(3, (int?)created["Timeout"]);
        Assert.Equal(128, (int?)created["MemorySize"]);
        Assert.Equal("$LATEST", (string?)created["Version"]);
        Assert.Equal("2026-01-01T00:00:00.000+0000", (string?)created["LastModified"]);
        Assert.Equal("PassThrough", (string?)created["TracingConfig"]!["Mode"]);
        Assert.Equal("/aws/lambda/plain", (string?)created["LoggingConfig"]!["LogGroup"]);
        Assert.Null(created["Environment"]);

        var found = await DoAsync("GET", $"{Functions}/plain");
        Assert.Equal("Active", (string?)found["Configuration"]!["State"]);
        Assert.Equal("Successful", (string?)found["Configuration"]!["LastUpdateStatus"]);
        Assert.Equal("S3", (string?)found["Code"]!["RepositoryType"]);
        var package = await Http.GetByteArrayAsync(new Uri(new Uri((string)found["Code"]!["Location"]!).PathAndQuery, UriKind.Relative));
        Assert.Equal((long?)created["CodeSize"], package.Length);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:plain")]
    [InlineData("123456789012:function:plain")]
    [InlineData("function:plain")]
    [InlineData("plain:$LATEST")]
    public async Task A_function_is_found_by_each_form_of_its_name(string name)
    {
        await CreateAsync("plain", Echo);
        var found = await DoAsync("GET", $"{Functions}/{Uri.EscapeDataString(name)}/configuration");
        Assert.StartsWith(Arn("plain"), (string?)found["FunctionArn"]);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_by_its_ARN()
    {
        var answer = await CallAsync("GET", $"{Functions}/none");
        Assert.Equal((404, "ResourceNotFoundException"), (answer.Status, answer.Code));
        Assert.Equal($"Function not found: {Arn("none")}", answer.Message);
        Assert.Equal("User", (string?)answer["Type"]);
    }

    [Fact]
    public async Task Qualifiers_of_name_and_parameter_have_to_agree()
    {
        await CreateAsync("plain", Echo);
        var answer = await CallAsync("GET", $"{Functions}/plain:1?Qualifier=2");
        Assert.Equal("InvalidParameterValueException", answer.Code);
        Assert.Equal("The derived qualifier from the function name does not match the specified qualifier.", answer.Message);
    }

    [Theory]
    [InlineData(
        "\"Timeout\":901",
        "ValidationException",
        "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than "
            + "or equal to 900"
    )]
    [InlineData(
        "\"MemorySize\":64",
        "ValidationException",
        "1 validation error detected: Value '64' at 'memorySize' failed to satisfy constraint: Member must have value greater than or "
            + "equal to 128"
    )]
    [InlineData(
        "\"Environment\":{\"Variables\":{\"AWS_REGION\":\"x\"}}",
        "InvalidParameterValueException",
        "Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved "
            + "keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION"
    )]
    [InlineData(
        "\"PackageType\":\"Image\"",
        "InvalidParameterValueException",
        "PackageType Image (Code.ImageUri) of CreateFunction is not supported by LocalCloud."
    )]
    [InlineData("\"DurableConfig\":{}", "ValidationException", "DurableConfig of CreateFunction is not supported by LocalCloud.")]
    public async Task What_a_function_cannot_have_is_refused_in_AWS_words(string member, string code, string message)
    {
        var answer = await CallAsync("POST", Functions, CreateBody("plain", Package.Of(("index.js", Echo)), member));
        Assert.Equal((400, code, message), (answer.Status, answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_runtime_that_AWS_has_closed_is_refused()
    {
        var answer = await CallAsync("POST", Functions, CreateBody("old", Package.Of(("index.js", Echo)), runtime: "nodejs12.x"));
        Assert.StartsWith("The runtime parameter of nodejs12.x is no longer supported", answer.Message);
    }

    [Fact]
    public async Task Environment_variables_have_4_KB()
    {
        var answer = await CallAsync(
            "POST",
            Functions,
            CreateBody(
                "plain",
                Package.Of(("index.js", Echo)),
                "\"Environment\":{\"Variables\":{\"A1\":\"" + new string('x', 4096) + "\"}}"
            )
        );
        Assert.Contains("exceeded the 4KB limit", answer.Message);
    }

    [Fact]
    public async Task What_is_no_zip_is_refused()
    {
        var answer = await CallAsync("POST", Functions, CreateBody("plain", [1, 2, 3]));
        Assert.Equal("Could not unzip uploaded file. Please check your file, then try to upload again.", answer.Message);
    }

    [Fact]
    public async Task A_function_is_made_once()
    {
        await CreateAsync("plain", Echo);
        var again = await CallAsync("POST", Functions, CreateBody("plain", Package.Of(("index.js", Echo))));
        Assert.Equal((409, "ResourceConflictException", "Function already exist: plain"), (again.Status, again.Code, again.Message));
    }

    [Fact]
    public async Task Code_can_come_from_a_bucket()
    {
        var s3 = Client(new AmazonS3Config { ForcePathStyle = true }, (credentials, config) => new AmazonS3Client(credentials, config));
        await s3.PutBucketAsync(new Amazon.S3.Model.PutBucketRequest { BucketName = "packages", BucketRegionName = Region });
        await s3.PutObjectAsync(
            new()
            {
                BucketName = "packages",
                Key = "a.zip",
                InputStream = new MemoryStream(Package.Of(("index.js", "exports.handler = async () => 'from s3';"))),
            }
        );
        await DoAsync(
            "POST",
            Functions,
            $$$"""{"FunctionName":"stored","Runtime":"nodejs20.x","Handler":"index.handler","Role":"{{{Role}}}","Code":{"S3Bucket":"packages","S3Key":"a.zip"}}"""
        );
        Assert.Equal("\"from s3\"", (await InvokeAsync("stored")).Text);

        var missing = await CallAsync("PUT", $"{Functions}/stored/code", """{"S3Bucket":"packages","S3Key":"b.zip"}""");
        Assert.Equal(
            "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.",
            missing.Message
        );
    }

    [Fact]
    public async Task Published_versions_stay_as_they_are()
    {
        await CreateAsync("plain", "exports.handler = async () => 'one';");
        var first = await DoAsync("POST", $"{Functions}/plain/versions", "{}");
        Assert.Equal("1", (string?)first["Version"]);
        Assert.Equal("1", (string?)(await DoAsync("POST", $"{Functions}/plain/versions", "{}"))["Version"]);

        var two = Convert.ToBase64String(Package.Of(("index.js", "exports.handler = async () => 'two';")));
        var updated = await DoAsync("PUT", $"{Functions}/plain/code", $$"""{"ZipFile":"{{two}}"}""");
        Assert.Equal("InProgress", (string?)updated["LastUpdateStatus"]);
        Assert.Equal("2", (string?)(await DoAsync("POST", $"{Functions}/plain/versions", "{}"))["Version"]);

        Assert.Equal("\"one\"", (await InvokeAsync("plain", query: "?Qualifier=1")).Text);
        var latest = await InvokeAsync("plain");
        Assert.Equal(("\"two\"", "$LATEST"), (latest.Text, latest.Header("X-Amz-Executed-Version")));
        var listed = await DoAsync("GET", $"{Functions}/plain/versions");
        Assert.Equal(["$LATEST", "1", "2"], listed["Versions"]!.AsArray().Select(v => (string?)v!["Version"]));
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_and_a_stale_revision_is_refused()
    {
        var created = await CreateAsync("plain", Echo);
        var zip = Convert.ToBase64String(Package.Of(("index.js", "exports.handler = async () => 2;")));
        var dry = await DoAsync("PUT", $"{Functions}/plain/code", $$"""{"ZipFile":"{{zip}}","DryRun":true}""");
        Assert.NotEqual((string?)created["CodeSha256"], (string?)dry["CodeSha256"]);
        Assert.Equal((string?)created["CodeSha256"], (string?)(await DoAsync("GET", $"{Functions}/plain/configuration"))["CodeSha256"]);

        var stale = await CallAsync(
            "PUT",
            $"{Functions}/plain/configuration",
            """{"Timeout":9,"RevisionId":"00000000-0000-0000-0000-000000000000"}"""
        );
        Assert.Equal((412, "PreconditionFailedException"), (stale.Status, stale.Code));
    }

    [Fact]
    public async Task An_alias_sends_its_weight_to_the_other_version()
    {
        await CreateAsync("plain", "exports.handler = async () => process.env.AWS_LAMBDA_FUNCTION_VERSION;", "\"Publish\":true");
        var two = Convert.ToBase64String(
            Package.Of(("index.js", "exports.handler = async () => 'b' + process.env.AWS_LAMBDA_FUNCTION_VERSION;"))
        );
        await DoAsync("PUT", $"{Functions}/plain/code", $$"""{"ZipFile":"{{two}}","Publish":true}""");
        var alias = await DoAsync("POST", $"{Functions}/plain/aliases", """{"Name":"live","FunctionVersion":"1"}""");
        Assert.Equal(Arn("plain:live"), (string?)alias["AliasArn"]);
        Assert.Equal("\"1\"", (await InvokeAsync("plain:live")).Text);

        await DoAsync("PUT", $"{Functions}/plain/aliases/live", """{"RoutingConfig":{"AdditionalVersionWeights":{"2":1.0}}}""");
        Assert.Equal("\"b2\"", (await InvokeAsync("plain", query: "?Qualifier=live")).Text);
        var inUse = await CallAsync("DELETE", $"{Functions}/plain?Qualifier=2");
        Assert.Equal("ResourceConflictException", inUse.Code);
    }

    [Fact]
    public async Task Layers_are_there_for_the_function()
    {
        var layer = Package.Of(("nodejs/node_modules/greeting/index.js", "module.exports = 'hello from a layer';"));
        var published = await DoAsync(
            "POST",
            "/2018-10-31/layers/greetings/versions",
            $$"""{"Content":{"ZipFile":"{{Convert.ToBase64String(layer)}}"},"CompatibleRuntimes":["nodejs20.x"]}"""
        );
        var arn = (string)published["LayerVersionArn"]!;
        Assert.EndsWith(":layer:greetings:1", arn);
        await CreateAsync("layered", "exports.handler = async () => require('greeting');", $"\"Layers\":[\"{arn}\"]");
        Assert.Equal("\"hello from a layer\"", (await InvokeAsync("layered")).Text);
        await DoAsync("DELETE", "/2018-10-31/layers/greetings/versions/1");
        Assert.Equal("\"hello from a layer\"", (await InvokeAsync("layered")).Text);
    }

    [Fact]
    public async Task Permissions_are_kept_as_AWS_writes_them()
    {
        await CreateAsync("plain", Echo);
        var added = await DoAsync(
            "POST",
            $"{Functions}/plain/policy",
            """{"StatementId":"s3","Action":"lambda:InvokeFunction","Principal":"s3.amazonaws.com","SourceArn":"arn:aws:s3:::b","SourceAccount":"123456789012"}"""
        );
        var statement = JsonNode.Parse((string)added["Statement"]!)!;
        var expected =
            $$$$"""{"Sid":"s3","Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"{{{{Arn("plain")}}}}","Condition":{"StringEquals":{"AWS:SourceAccount":"123456789012"},"ArnLike":{"AWS:SourceArn":"arn:aws:s3:::b"}}}""";
        Assert.Equal(expected, statement.ToJsonString());
        var policy = await DoAsync("GET", $"{Functions}/plain/policy");
        Assert.Equal($$$"""{"Version":"2012-10-17","Id":"default","Statement":[{{{expected}}}]}""", (string?)policy["Policy"]);
        await DoAsync("DELETE", $"{Functions}/plain/policy/s3");
        Assert.Equal("ResourceNotFoundException", (await CallAsync("GET", $"{Functions}/plain/policy")).Code);
    }

    [Fact]
    public async Task Tags_come_and_go()
    {
        await CreateAsync("plain", Echo, "\"Tags\":{\"a\":\"1\",\"b\":\"2\"}");
        var tags = $"/2017-03-31/tags/{Uri.EscapeDataString(Arn("plain"))}";
        Assert.Equal(204, (await DoAsync("POST", tags, """{"Tags":{"c":"3"}}""")).Status);
        await DoAsync("DELETE", tags + "?tagKeys=a&tagKeys=b");
        Assert.Equal("""{"Tags":{"c":"3"}}""", (await DoAsync("GET", tags)).Text);
    }

    [Fact]
    public async Task Lists_come_in_pages()
    {
        for (var i = 0; i < 5; i++)
            await CreateAsync($"f{i}", Echo);
        var names = new List<string>();
        string? marker = null;
        do
        {
            var page = await DoAsync("GET", $"{Functions}/?MaxItems=2{(marker is null ? "" : $"&Marker={Uri.EscapeDataString(marker)}")}");
            names.AddRange(page["Functions"]!.AsArray().Select(f => (string)f!["FunctionName"]!));
            Assert.Null(page["Functions"]![0]!["State"]);
            marker = (string?)page["NextMarker"];
        } while (marker is not null);
        Assert.Equal(["f0", "f1", "f2", "f3", "f4"], names);
    }
}
