using System.Net;
using System.Text;
using System.Text.Json;

namespace LocalCloud.Aws.Tests.Ses;

public sealed class SesTests : AwsTest
{
    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-ses-test-").FullName;

    protected override string? DataDirectory => _directory;

    private const string Simple = """
        {
          "FromEmailAddress": "Shop <shop@example.com>",
          "Destination": { "ToAddresses": ["ada@example.com"], "CcAddresses": ["bob@example.com"], "BccAddresses": ["secret@example.com"] },
          "ReplyToAddresses": ["help@example.com"],
          "Content": { "Simple": {
            "Subject": { "Data": "Grüße" },
            "Body": { "Text": { "Data": "Hello" }, "Html": { "Data": "<h1>Hello</h1><img src=\"cid:logo\"><script>alert(1)</script>" } },
            "Headers": [{ "Name": "X-Order", "Value": "42" }],
            "Attachments": [
              { "FileName": "ré.pdf", "RawContent": "JVBERg==", "ContentType": "application/pdf" },
              { "FileName": "logo.png", "RawContent": "iVBORw==", "ContentDisposition": "INLINE", "ContentId": "logo" }
            ]
          } }
        }
        """;

    [Fact]
    public async Task A_simple_message_arrives_with_all_its_parts()
    {
        var (status, sent) = await SendAsync(Simple);
        Assert.Equal(HttpStatusCode.OK, status);
        var mail = Assert.Single(await MailsAsync());
        Assert.Equal(sent.GetProperty("MessageId").GetString(), mail.GetProperty("id").GetString());
        Assert.Equal("Shop <shop@example.com>", mail.GetProperty("from").GetString());
        Assert.Equal(
            ("ada@example.com", "bob@example.com", "secret@example.com", "help@example.com"),
            (First(mail, "to"), First(mail, "cc"), First(mail, "bcc"), First(mail, "replyTo"))
        );
        Assert.Equal(("Grüße", "Hello"), (mail.GetProperty("subject").GetString(), mail.GetProperty("text").GetString()));
        Assert.Equal(Clock.GetUtcNow(), mail.GetProperty("date").GetDateTimeOffset());
        Assert.StartsWith("<h1>Hello</h1>", mail.GetProperty("html").GetString(), StringComparison.Ordinal);
        var pdf = mail.GetProperty("attachments").EnumerateArray().Single(a => a.GetProperty("name").GetString() == "ré.pdf");
        Assert.Equal(("application/pdf", 4), (pdf.GetProperty("contentType").GetString(), pdf.GetProperty("size").GetInt32()));
        Assert.Equal("%PDF"u8.ToArray(), await Http.GetByteArrayAsync(pdf.GetProperty("url").GetString()));
    }

    [Fact]
    public async Task A_raw_message_arrives_at_its_own_recipients_and_without_their_blind_copy()
    {
        var mime =
            "From: a@example.com\r\nTo: b@example.com\r\nBcc: c@example.com\r\nSubject: Raw\r\nMIME-Version: 1.0\r\nContent-Type: "
            + "text/plain\r\n\r\nbody\r\n";
        var (status, _) = await SendAsync(
            $$$$$"""{"Content":{"Raw":{"Data":"{{{{{Convert.ToBase64String(Encoding.UTF8.GetBytes(mime))}}}}}"}}}"""
        );
        Assert.Equal(HttpStatusCode.OK, status);
        var mail = Assert.Single(await MailsAsync());
        Assert.Equal(
            ("b@example.com", "c@example.com", "Raw"),
            (First(mail, "to"), First(mail, "bcc"), mail.GetProperty("subject").GetString())
        );
        var raw = await Http.GetStringAsync(mail.GetProperty("raw").GetString());
        Assert.DoesNotContain("c@example.com", raw, StringComparison.Ordinal);
        Assert.Contains($"Message-Id: <{mail.GetProperty("id").GetString()}@email.amazonses.com>", raw, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_destination_of_a_raw_message_outweighs_its_headers()
    {
        var mime = Convert.ToBase64String("From: a@example.com\r\nTo: b@example.com\r\nSubject: Raw\r\n\r\nbody\r\n"u8);
        await SendAsync(
            $$$$$"""
            {"FromEmailAddress":"x@example.com","Destination":{"ToAddresses":["d@example.com"]},
             "Content":{"Raw":{"Data":"{{{{{mime}}}}}"}}}
            """
        );
        var mail = Assert.Single(await MailsAsync());
        Assert.Equal(("x@example.com", "d@example.com"), (mail.GetProperty("from").GetString(), First(mail, "to")));
    }

    [Theory]
    [InlineData("""{"FromEmailAddress":"a@b.c","Destination":{"ToAddresses":["x@y.z"]}}""", "BadRequestException", 400)]
    [InlineData("""{"FromEmailAddress":"a@b.c","Destination":{"ToAddresses":["x@y.z"]},"Content":{}}""", "BadRequestException", 400)]
    [InlineData(
        """{"FromEmailAddress":"a@b.c","Destination":{"ToAddresses":["x@y.z"]},"Content":{"Template":{"TemplateName":"t"}}}""",
        "NotFoundException",
        404
    )]
    [InlineData(
        """{"FromEmailAddress":"nobody","Destination":{"ToAddresses":["x@y.z"]},"Content":{"Simple":{"Subject":{"Data":"s"},"Body":{"Text":{"Data":"t"}}}}}""",
        "BadRequestException",
        400
    )]
    [InlineData(
        """{"FromEmailAddress":"a@b.c","Destination":{"ToAddresses":["nobody"]},"Content":{"Simple":{"Subject":{"Data":"s"},"Body":{"Text":{"Data":"t"}}}}}""",
        "BadRequestException",
        400
    )]
    [InlineData(
        """{"FromEmailAddress":"a@b.c","Destination":{},"Content":{"Simple":{"Subject":{"Data":"s"},"Body":{"Text":{"Data":"t"}}}}}""",
        "BadRequestException",
        400
    )]
    [InlineData(
        """{"FromEmailAddress":"a@b.c","Destination":{"ToAddresses":["x@y.z"]},"Content":{"Simple":{"Subject":{"Data":"s"},"Body":{}}}}""",
        "BadRequestException",
        400
    )]
    [InlineData(
        """{"FromEmailAddress":"a@b.c","Destination":{"ToAddresses":["x@y.z"]},"Content":{"Simple":{"Subject":{"Data":"s"},"Body":{"Text":{"Data":"t"}},"Headers":[{"Name":"Subject","Value":"x"}]}}}""",
        "BadRequestException",
        400
    )]
    [InlineData(
        """{"FromEmailAddress":"a@b.c","Destination":{"ToAddresses":["x@y.z"]},"ConfigurationSetName":"none","Content":{"Simple":{"Subject":{"Data":"s"},"Body":{"Text":{"Data":"t"}}}}}""",
        "NotFoundException",
        404
    )]
    [InlineData("""{"FromEmailAddress":"a@b.c","Colour":"blue"}""", "BadRequestException", 400)]
    [InlineData("nonsense", "SerializationException", 400)]
    public async Task What_cannot_be_sent_is_refused(string request, string code, int status)
    {
        using var response = await Http.SendAsync(Request(HttpMethod.Post, "/v2/email/outbound-emails", request));
        Assert.Equal((status, code), ((int)response.StatusCode, response.Headers.GetValues("x-amzn-errortype").Single()));
        Assert.NotEmpty(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("message").GetString()!);
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task A_member_that_is_not_known_is_named()
    {
        var (_, error) = await SendAsync("""{"FromEmailAddress":"a@b.c","Colour":"blue"}""");
        Assert.Contains("Colour", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_50_recipients_are_too_many()
    {
        var recipients = string.Join(",", Enumerable.Range(0, 51).Select(i => $"\"r{i}@example.com\""));
        var (status, error) = await SendAsync(
            $$$$$"""
            {"FromEmailAddress":"a@b.c","Destination":{"ToAddresses":[{{{{{recipients}}}}}]},
             "Content":{"Simple":{"Subject":{"Data":"s"},"Body":{"Text":{"Data":"t"}} } } }
            """
        );
        Assert.Equal((HttpStatusCode.BadRequest, "Recipient count exceeds 50."), (status, error.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task The_inbox_is_newest_first_and_can_be_filtered_and_emptied()
    {
        foreach (var to in (string[])["one@example.com", "two@example.com", "ONE@example.com"])
        {
            await SendAsync(Text(to));
            Clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(["ONE@example.com", "two@example.com", "one@example.com"], (await MailsAsync()).Select(mail => First(mail, "to")));
        Assert.Equal(2, (await MailsAsync("?to=one@")).Count);
        Assert.Equal("ONE@example.com", First(Assert.Single(await MailsAsync("?limit=1")), "to"));
        using var deleted = await Http.DeleteAsync("/_localcloud/mail");
        Assert.Equal("""{"deleted":3}""", await deleted.Content.ReadAsStringAsync());
        Assert.Empty(await MailsAsync());
        Assert.Empty(Directory.GetFiles(Path.Combine(_directory, "ses"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Mail_is_there_after_a_restart()
    {
        await SendAsync(Simple);
        await RestartAsync();
        Assert.Equal("Grüße", Assert.Single(await MailsAsync()).GetProperty("subject").GetString());
    }

    [Fact]
    public async Task The_page_encodes_what_senders_write()
    {
        await SendAsync(Text("a@example.com", subject: "<script>alert(1)</script>"));
        using var page = await Http.GetAsync("/_localcloud/inbox");
        var html = await page.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_html_of_a_mail_is_sandboxed_and_finds_its_pictures()
    {
        await SendAsync(Simple);
        var mail = Assert.Single(await MailsAsync());
        var id = mail.GetProperty("id").GetString();
        using var html = await Http.GetAsync($"/_localcloud/mail/{id}/html");
        Assert.Contains("sandbox", html.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var picture = mail.GetProperty("attachments")
            .EnumerateArray()
            .Single(a => a.GetProperty("contentId").GetString() == "logo")
            .GetProperty("url")
            .GetString();
        Assert.Contains($"src=\"{picture}\"", await html.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains($"<iframe sandbox", await Http.GetStringAsync("/_localcloud/inbox"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/_localcloud/mail/none")]
    [InlineData("/_localcloud/mail/none/raw")]
    [InlineData("/_localcloud/mail/none/attachments/0")]
    public async Task A_mail_that_is_not_there_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync(path)).StatusCode);

    [Fact]
    public async Task Identities_are_made_listed_and_deleted()
    {
        var (_, created) = await CallAsync(HttpMethod.Post, "/v2/email/identities", """{"EmailIdentity":"ada@example.com"}""");
        Assert.Equal("EMAIL_ADDRESS", created.GetProperty("IdentityType").GetString());
        var (_, got) = await CallAsync(HttpMethod.Get, "/v2/email/identities/ada%40example.com");
        Assert.Equal("SUCCESS", got.GetProperty("VerificationStatus").GetString());
        var (_, listed) = await CallAsync(HttpMethod.Get, "/v2/email/identities?PageSize=10");
        Assert.Equal(
            "ada@example.com",
            Assert.Single(listed.GetProperty("EmailIdentities").EnumerateArray()).GetProperty("IdentityName").GetString()
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await CallAsync(HttpMethod.Post, "/v2/email/identities", """{"EmailIdentity":"ada@example.com"}""")).Status
        );
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(HttpMethod.Delete, "/v2/email/identities/ada@example.com")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await CallAsync(HttpMethod.Get, "/v2/email/identities/ada@example.com")).Status);
    }

    [Fact]
    public async Task The_account_tells_what_was_sent_in_a_day()
    {
        await SendAsync(Simple);
        var (_, account) = await CallAsync(HttpMethod.Get, "/v2/email/account");
        Assert.Equal(3, account.GetProperty("SendQuota").GetProperty("SentLast24Hours").GetDouble());
        Clock.Advance(TimeSpan.FromDays(1));
        (_, account) = await CallAsync(HttpMethod.Get, "/v2/email/account");
        Assert.Equal(0, account.GetProperty("SendQuota").GetProperty("SentLast24Hours").GetDouble());
    }

    [Fact]
    public async Task What_is_not_supported_says_so()
    {
        var (status, error) = await CallAsync(HttpMethod.Get, "/v2/email/contact-lists");
        Assert.Equal(
            (HttpStatusCode.NotFound, "ListContactLists of ses is not supported by LocalCloud."),
            (status, error.GetProperty("message").GetString())
        );
    }

    [Fact]
    public async Task A_template_is_made_rendered_sent_and_deleted()
    {
        const string Greeting = """{"TemplateName":"greeting","TemplateContent":{"Subject":"Hello {{name}}","Html":"<p>{{name}}</p>"}}""";
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(HttpMethod.Post, "/v2/email/templates", Greeting)).Status);
        Assert.Equal("Template greeting already exists.", Message(await CallAsync(HttpMethod.Post, "/v2/email/templates", Greeting)));
        var (_, listed) = await CallAsync(HttpMethod.Get, "/v2/email/templates");
        Assert.Equal(
            "greeting",
            Assert.Single(listed.GetProperty("TemplatesMetadata").EnumerateArray()).GetProperty("TemplateName").GetString()
        );
        var (_, rendered) = await CallAsync(
            HttpMethod.Post,
            "/v2/email/templates/greeting/render",
            """{"TemplateData":"{\"name\":\"Ada\"}"}"""
        );
        Assert.Contains("Subject: Hello Ada", rendered.GetProperty("RenderedTemplate").GetString(), StringComparison.Ordinal);
        var (status, missing) = await CallAsync(HttpMethod.Post, "/v2/email/templates/greeting/render", """{"TemplateData":"{}"}""");
        Assert.Equal(
            (HttpStatusCode.BadRequest, "Attribute 'name' is not present in the rendering data."),
            (status, missing.GetProperty("message").GetString())
        );

        await SendAsync(
            """
            {"FromEmailAddress":"a@b.c","Destination":{"ToAddresses":["x@y.z"]},
             "Content":{"Template":{"TemplateName":"greeting","TemplateData":"{\"name\":\"Ada\"}"}}}
            """
        );
        Assert.Equal("Hello Ada", Assert.Single(await MailsAsync()).GetProperty("subject").GetString());
        Assert.Equal(
            HttpStatusCode.OK,
            (
                await SendAsync(
                    """
                    {"FromEmailAddress":"a@b.c","Destination":{"ToAddresses":["x@y.z"]},
                     "Content":{"Template":{"TemplateContent":{"Subject":"In {{line}}","Text":"t"},"TemplateData":"{\"line\":\"line\"}"}}}
                    """
                )
            ).Status
        );
        Assert.Contains(await MailsAsync(), mail => mail.GetProperty("subject").GetString() == "In line");

        Assert.Equal(
            HttpStatusCode.OK,
            (await CallAsync(HttpMethod.Put, "/v2/email/templates/greeting", """{"TemplateContent":{"Subject":"Bye","Text":"t"}}""")).Status
        );
        var (_, got) = await CallAsync(HttpMethod.Get, "/v2/email/templates/greeting");
        Assert.Equal("Bye", got.GetProperty("TemplateContent").GetProperty("Subject").GetString());
        await CallAsync(HttpMethod.Delete, "/v2/email/templates/greeting");
        Assert.Equal(HttpStatusCode.NotFound, (await CallAsync(HttpMethod.Get, "/v2/email/templates/greeting")).Status);
    }

    [Fact]
    public async Task A_template_goes_to_many()
    {
        var (_, sent) = await CallAsync(
            HttpMethod.Post,
            "/v2/email/outbound-bulk-emails",
            """
            {"FromEmailAddress":"a@b.c","DefaultContent":{"Template":{"TemplateContent":{"Subject":"{{name}}","Text":"t"},"TemplateData":"{\"name\":\"you\"}"}},
             "BulkEmailEntries":[
              {"Destination":{"ToAddresses":["x@y.z"]},"ReplacementEmailContent":{"ReplacementTemplate":{"ReplacementTemplateData":"{\"name\":\"Ada\"}"}}},
              {"Destination":{"ToAddresses":["nobody"]}},
              {"Destination":{"ToAddresses":["z@y.z"]},"ReplacementHeaders":[{"Name":"X-Order","Value":"7"}]}]}
            """
        );
        Assert.Equal(
            ["SUCCESS", "INVALID_PARAMETER", "SUCCESS"],
            sent.GetProperty("BulkEmailEntryResults").EnumerateArray().Select(one => one.GetProperty("Status").GetString())
        );
        Assert.Equal(
            ["Ada", "you"],
            (await MailsAsync()).Select(mail => mail.GetProperty("subject").GetString()).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_configuration_set_is_kept_and_can_pause_sending()
    {
        await CallAsync(
            HttpMethod.Post,
            "/v2/email/configuration-sets",
            """{"ConfigurationSetName":"set","DeliveryOptions":{"TlsPolicy":"REQUIRE"}}"""
        );
        var (_, set) = await CallAsync(HttpMethod.Get, "/v2/email/configuration-sets/set");
        Assert.Equal(
            ("REQUIRE", true),
            (
                set.GetProperty("DeliveryOptions").GetProperty("TlsPolicy").GetString(),
                set.GetProperty("SendingOptions").GetProperty("SendingEnabled").GetBoolean()
            )
        );
        var text = Text("x@y.z").Insert(1, "\"ConfigurationSetName\":\"set\",");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(text)).Status);
        await CallAsync(HttpMethod.Put, "/v2/email/configuration-sets/set/sending", """{"SendingEnabled":false}""");
        Assert.Contains("paused", Message(await SendAsync(text)), StringComparison.Ordinal);
        var (_, listed) = await CallAsync(HttpMethod.Get, "/v2/email/configuration-sets");
        Assert.Equal("set", Assert.Single(listed.GetProperty("ConfigurationSets").EnumerateArray()).GetString());
        await CallAsync(HttpMethod.Delete, "/v2/email/configuration-sets/set");
        Assert.Equal("Configuration set <set> does not exist.", Message(await SendAsync(text)));
    }

    private static string? Message((HttpStatusCode, JsonElement Answer) answer) => answer.Answer.GetProperty("message").GetString();

    private static string Text(string to, string subject = "s") =>
        $$$$$"""
            {"FromEmailAddress":"a@b.c","Destination":{"ToAddresses":["{{{{{to}}}}}"]},
             "Content":{"Simple":{"Subject":{"Data":"{{{{{subject}}}}}"},"Body":{"Text":{"Data":"t"}} } } }
            """;

    private static string? First(JsonElement mail, string name) => mail.GetProperty(name).EnumerateArray().First().GetString();

    private Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(string request) =>
        CallAsync(HttpMethod.Post, "/v2/email/outbound-emails", request);

    private async Task<List<JsonElement>> MailsAsync(string query = "") =>
        [.. JsonDocument.Parse(await Http.GetStringAsync("/_localcloud/mail" + query)).RootElement.EnumerateArray()];

    private async Task<(HttpStatusCode Status, JsonElement Answer)> CallAsync(HttpMethod method, string path, string? json = null)
    {
        using var response = await Http.SendAsync(Request(method, path, json));
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string? json)
    {
        var request = new HttpRequestMessage(method, path)
        {
            Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", AwsCaller.Authorization("ses", Account, Region));
        return request;
    }
}
