namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>What Node and Python functions find without having packed it, and how they log.</summary>
public sealed class RuntimeModuleTests : LambdaTest
{
    [Fact]
    public async Task A_package_of_the_function_s_own_comes_before_the_runtime_s()
    {
        var zip = Package.Of(
            ("index.js", "const { mine } = require('@aws-sdk/client-s3'); exports.handler = async () => mine;"),
            ("node_modules/@aws-sdk/client-s3/index.js", "exports.mine = 'mine';")
        );
        await DoAsync("POST", "/2015-03-31/functions", CreateBody("own", zip));
        Assert.Equal("\"mine\"", (await InvokeAsync("own")).Text);
    }

    [Fact]
    public async Task An_ES_module_finds_what_a_layer_brings()
    {
        var layer = Convert.ToBase64String(
            Package.Of(
                ("nodejs/node_modules/shared/index.js", "exports.name = 'layer';"),
                ("nodejs/node_modules/shared/package.json", """{"main":"index.js"}""")
            )
        );
        var arn = (string)
            (await DoAsync("POST", "/2018-10-31/layers/shared/versions", $$$"""{"Content":{"ZipFile":"{{{layer}}}"}}"""))[
                "LayerVersionArn"
            ]!;
        var zip = Package.Of(("index.mjs", "import shared from 'shared'; export const handler = async () => shared.name;"));
        await DoAsync("POST", "/2015-03-31/functions", CreateBody("layered", zip, $"\"Layers\":[\"{arn}\"]"));
        Assert.Equal("\"layer\"", (await InvokeAsync("layered")).Text);
    }

    [Theory]
    [InlineData("index.js", "require('nowhere'); exports.handler = async () => 1;")]
    [InlineData("index.mjs", "import nowhere from 'nowhere'; export const handler = async () => 1;")]
    public async Task A_module_that_is_nowhere_is_an_error_of_the_import_as_Lambda_names_it(string file, string code)
    {
        await DoAsync("POST", "/2015-03-31/functions", CreateBody("lost", Package.Of((file, code))));
        var answer = await InvokeAsync("lost");
        Assert.Equal("Runtime.ImportModuleError", (string?)answer["errorType"]);
        Assert.Contains("nowhere", (string?)answer["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_of_the_SDK_that_the_runtime_has_not_is_not_brought()
    {
        await CreateAsync("old", "require('aws-sdk'); exports.handler = async () => 1;");
        Assert.Contains(
            "nodejs20.x has version 3 of the AWS SDK for JavaScript",
            (string?)(await InvokeAsync("old"))["errorMessage"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Node_logs_JSON_when_the_function_says_so_and_from_its_level_on()
    {
        await CreateAsync(
            "json",
            "exports.handler = async () => { console.debug('unsaid'); console.warn('said', 1); console.error(new RangeError('bad')); };",
            "\"LoggingConfig\":{\"LogFormat\":\"JSON\",\"ApplicationLogLevel\":\"WARN\"}"
        );
        var log = (await InvokeAsync("json", headers: Tail)).Log;
        Assert.DoesNotContain("unsaid", log, StringComparison.Ordinal);
        Assert.Matches("""\{"timestamp":"[^"]+Z","level":"WARN","requestId":"[0-9a-f-]{36}","message":"said 1"\}""", log);
        Assert.Contains("\"errorType\":\"RangeError\",\"errorMessage\":\"bad\"", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Python_logs_as_in_Lambda()
    {
        await PythonAsync(
            "logs",
            """
            import logging
            logger = logging.getLogger()
            logger.setLevel("INFO")
            def handler(event, context):
                logger.info("hello %s", "you")
            """
        );
        var log = (await InvokeAsync("logs", headers: Tail)).Log;
        Assert.Matches(@"\[INFO\]\t\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t[0-9a-f-]{36}\thello you", log);
    }

    [Fact]
    public async Task Python_logs_JSON_when_the_function_says_so()
    {
        await PythonAsync(
            "jsonlogs",
            """
            import logging
            def handler(event, context):
                logging.getLogger("shop").warning("low", extra={"left": 3})
            """,
            "\"LoggingConfig\":{\"LogFormat\":\"JSON\",\"ApplicationLogLevel\":\"INFO\"}"
        );
        Assert.Matches(
            """\{"timestamp": "[^"]+Z", "level": "WARNING", "message": "low", "logger": "shop", "requestId": "[0-9a-f-]{36}", "left": 3\}""",
            (await InvokeAsync("jsonlogs", headers: Tail)).Log
        );
    }

    [Fact]
    public async Task What_Python_does_not_have_is_named_with_the_interpreter()
    {
        await PythonAsync("lost", "import botocore.nowhere\ndef handler(event, context): pass");
        var message = (string?)(await InvokeAsync("lost"))["errorMessage"];
        Assert.StartsWith("Unable to import module 'index': No module named 'botocore", message, StringComparison.Ordinal);
        Assert.Contains("-m pip install boto3", message, StringComparison.Ordinal);
    }

    private async Task PythonAsync(string name, string code, string more = "")
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(path.Any(folder => File.Exists(Path.Combine(folder, "python3"))), "there is no python3");
        await DoAsync("POST", "/2015-03-31/functions", CreateBody(name, Package.Of(("index.py", code)), more, "python3.13"));
    }
}
