using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Processes;

namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>What a function can read of LocalCloud and of the machine. The data is beside the tests: in /tmp everything is open.</summary>
public sealed class ConfinementTests : LambdaTest
{
    private readonly DirectoryInfo _data = Directory.CreateDirectory(
        Path.Combine(AppContext.BaseDirectory, $"confined-{Guid.NewGuid():N}", ".localcloud", "aws")
    );

    protected override string? DataDirectory => _data.FullName;

    [Fact]
    public async Task A_function_reads_its_own_files_and_not_what_is_LocalClouds()
    {
        SkipWhereOpen();
        var secrets = Path.Combine(_data.Parent!.FullName, "parameters.json");
        var beside = Path.Combine(_data.Parent.Parent!.FullName, "settings.json");
        await File.WriteAllTextAsync(secrets, "{}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(beside, "{}", TestContext.Current.CancellationToken);
        await CreateAsync(
            "f",
            $$"""
            const fs = require('fs'), os = require('os'), { execSync } = require('child_process');
            const attempt = f => { try { f(); return 'yes'; } catch (e) { return e.code ?? 'failed'; } };
            const use = folder => {
              const own = fs.mkdtempSync(folder + '/confined');
              fs.mkdirSync(own + '/d');
              fs.writeFileSync(own + '/a', 'x');
              fs.renameSync(own + '/a', own + '/d/b');
              fs.readFileSync(own + '/d/b');
              fs.rmSync(own, { recursive: true });
            };
            exports.handler = async () => ({
              secrets: attempt(() => fs.readFileSync('{{secrets}}')),
              overwrite: attempt(() => fs.writeFileSync('{{secrets}}', '')),
              store: attempt(() => fs.readFileSync('{{_data.FullName}}/aws.db')),
              key: attempt(() => fs.readFileSync(process.env.AWS_CA_BUNDLE.replace('bundle.pem', 'ca.key'))),
              emulator: attempt(() => fs.readFileSync('/proc/{{Environment.ProcessId}}/environ')),
              child: attempt(() => execSync('cat {{secrets}}', { stdio: 'pipe' })),
              code: attempt(() => fs.readFileSync(__filename)),
              roots: attempt(() => fs.readFileSync(process.env.AWS_CA_BUNDLE)),
              self: attempt(() => fs.readFileSync('/proc/self/environ')),
              beside: attempt(() => fs.readFileSync('{{beside}}')),
              temporary: attempt(() => use(os.tmpdir())),
              tmp: attempt(() => use('/tmp')),
              program: attempt(() => execSync('true')),
            });
            """
        );
        Assert.Equal(
            """
            {"secrets":"EACCES","overwrite":"EACCES","store":"EACCES","key":"EACCES","emulator":"EACCES","child":"failed",
            "code":"yes","roots":"yes","self":"yes","beside":"yes","temporary":"yes","tmp":"yes","program":"yes"}
            """.ReplaceLineEndings(""),
            (await InvokeAsync("f")).Text
        );
        Assert.Equal("{}", await File.ReadAllTextAsync(secrets, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_extension_reads_no_more_than_its_function()
    {
        SkipWhereOpen();
        var secrets = Path.Combine(_data.Parent!.FullName, "parameters.json");
        await File.WriteAllTextAsync(secrets, "{}", TestContext.Current.CancellationToken);
        using var gate = new Gate();
        var zip = Package.Executable(
            (
                "extensions/look",
                $$"""
                #!/usr/bin/env node
                let read = 'yes';
                try { require('fs').readFileSync('{{secrets}}'); } catch (e) { read = e.code; }
                const told = JSON.stringify({ pid: process.pid, event: read });
                const socket = require('net').connect({{gate.Port}}, '127.0.0.1', () => socket.write(told + '\n'));
                socket.on('data', () => process.exit(3));
                """
            )
        );
        var layer = (string)
            (await DoAsync("POST", "/2018-10-31/layers/l/versions", $$$"""{"Content":{"ZipFile":"{{{Convert.ToBase64String(zip)}}}"}}"""))[
                "LayerVersionArn"
            ]!;
        await DoAsync(
            "POST",
            "/2015-03-31/functions",
            CreateBody("f", Package.Of(("index.js", "exports.handler = async () => 1;")), $"\"Layers\":[\"{layer}\"]")
        );
        var invoked = InvokeAsync("f");
        for (var attempts = 0; attempts < 2; attempts++)
        {
            using var looked = await gate.NextAsync();
            Assert.Equal("EACCES", (string?)looked.Event);
            await looked.AnswerAsync("ok");
        }
        await invoked;
    }

    private void SkipWhereOpen()
    {
        Assert.SkipUnless(Landlock.IsSupported, "This system has no Landlock");
        Assert.SkipWhen(
            _data.FullName.StartsWith(Path.GetTempPath(), StringComparison.Ordinal),
            "Below the temporary directory all is open"
        );
    }

    [Fact]
    public async Task The_emulators_own_variables_stay_with_it()
    {
        Dictionary<string, string> given = new()
        {
            ["LOCALCLOUD_POSTGRES"] = "127.0.0.1:5432",
            ["ASPIRE_DASHBOARD_KEY"] = "secret",
            ["DCP_TOKEN"] = "secret",
            ["AppHost__BrowserToken"] = "secret",
            ["AWS_SECRET_ACCESS_KEY"] = "the developer's",
            ["AWS_PROFILE"] = "production",
            ["Parameters__password"] = "secret",
            ["GITHUB_TOKEN"] = "secret",
        };
        using var emulator = await EmulatorProcess.StartAsync(given, "--memory");
        using var http = new HttpClient { BaseAddress = emulator.Address };
        var code = Package.Of(("index.js", "exports.handler = async () => process.env;"));
        using var create = new StringContent(CreateBody("f", code), Encoding.UTF8, "application/json");
        using var created = await http.PostAsync("/2015-03-31/functions", create, TestContext.Current.CancellationToken);
        using var invoke = new StringContent("{}");
        using var answer = await http.PostAsync("/2015-03-31/functions/f/invocations", invoke, TestContext.Current.CancellationToken);
        var variables = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();

        Assert.Equal("f", (string?)variables["AWS_LAMBDA_FUNCTION_NAME"]);
        Assert.DoesNotContain(variables, v => given.TryGetValue(v.Key, out var value) && (string?)v.Value == value);
        Assert.All(variables.Select(v => v.Key), name =>
            Assert.True(
                name.StartsWith("AWS_", StringComparison.Ordinal) || Documented.Contains(name),
                $"{name} is no variable of Lambda's"
            )
        );
    }

    /// <summary>docs: configuration-envvars; what the machine needs for TLS, .NET and shells; telemetry's, which an AppHost sets.</summary>
    private static readonly HashSet<string> Documented =
    [
        "_HANDLER",
        "_X_AMZN_TRACE_ID",
        "LAMBDA_TASK_ROOT",
        "LAMBDA_RUNTIME_DIR",
        "TZ",
        "LANG",
        "PATH",
        "LD_LIBRARY_PATH",
        "NODE_PATH",
        "PYTHONPATH",
        "TMPDIR",
        "HOME",
        "SSL_CERT_FILE",
        "NODE_EXTRA_CA_CERTS",
        "DOTNET_ROOT",
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "OTEL_EXPORTER_OTLP_HEADERS",
        "OTEL_EXPORTER_OTLP_PROTOCOL",
        "OTEL_SERVICE_NAME",
        "PWD",
        "OLDPWD",
        "SHLVL",
        "_",
    ];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _data.Parent!.Parent!.Delete(recursive: true);
    }
}
