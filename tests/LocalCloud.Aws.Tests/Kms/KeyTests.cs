namespace LocalCloud.Aws.Tests.Kms;

public sealed class KeyTests : KmsTest
{
    [Fact]
    public async Task A_key_tells_what_it_is()
    {
        var made = (await CallAsync("CreateKey", """{"Description":"of the shop","Tags":[{"TagKey":"team","TagValue":"a"}]}"""))[
            "KeyMetadata"
        ]!;
        var id = (string)made["KeyId"]!;
        Assert.Equal(Arn(id), (string?)made["Arn"]);
        Assert.Equal(("Enabled", "CUSTOMER", "AWS_KMS"), ((string?)made["KeyState"], (string?)made["KeyManager"], (string?)made["Origin"]));
        Assert.Equal(("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"), ((string?)made["KeySpec"], (string?)made["KeyUsage"]));
        Assert.Equal("""["SYMMETRIC_DEFAULT"]""", made["EncryptionAlgorithms"]!.ToJsonString());
        Assert.False((bool)made["MultiRegion"]!);
        var described = (await CallAsync("DescribeKey", $$"""{"KeyId":"{{Arn(id)}}"}"""))["KeyMetadata"]!;
        Assert.Equal(made.ToJsonString(), described.ToJsonString());
        Assert.Equal(
            """[{"TagKey":"team","TagValue":"a"}]""",
            (await CallAsync("ListResourceTags", $$"""{"KeyId":"{{id}}"}"""))["Tags"]!.ToJsonString()
        );
    }

    [Theory]
    [InlineData("RSA_2048", "SIGN_VERIFY", "SigningAlgorithms", 6)]
    [InlineData("RSA_2048", "ENCRYPT_DECRYPT", "EncryptionAlgorithms", 2)]
    [InlineData("ECC_NIST_P384", "SIGN_VERIFY", "SigningAlgorithms", 1)]
    [InlineData("ECC_NIST_P256", "KEY_AGREEMENT", "KeyAgreementAlgorithms", 1)]
    [InlineData("HMAC_512", "GENERATE_VERIFY_MAC", "MacAlgorithms", 1)]
    public async Task Each_kind_of_key_has_its_algorithms(string spec, string usage, string member, int count)
    {
        var made = (await CallAsync("CreateKey", $$"""{"KeySpec":"{{spec}}","KeyUsage":"{{usage}}"}"""))["KeyMetadata"]!;
        Assert.Equal(count, made[member]!.AsArray().Count);
    }

    [Theory]
    [InlineData("""{"KeySpec":"RSA_2048"}""", "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.")]
    [InlineData("""{"KeySpec":"HMAC_256","KeyUsage":"SIGN_VERIFY"}""", "KeyUsage SIGN_VERIFY is not compatible with KeySpec HMAC_256")]
    [InlineData("""{"KeyUsage":"SIGN_VERIFY"}""", "KeyUsage SIGN_VERIFY is not compatible with KeySpec SYMMETRIC_DEFAULT")]
    public async Task What_does_not_fit_together_is_refused(string input, string message) =>
        Assert.Equal(("ValidationException", message), await FailAsync("CreateKey", input));

    [Fact]
    public async Task A_spec_without_cryptography_is_refused_by_name() =>
        Assert.Equal(
            ("UnsupportedOperation", "KeySpec ML_DSA_44 of CreateKey is not supported by LocalCloud."),
            await FailAsync("CreateKey", """{"KeySpec":"ML_DSA_44","KeyUsage":"SIGN_VERIFY"}""")
        );

    [Fact]
    public async Task A_disabled_key_does_nothing_until_it_is_enabled()
    {
        var key = await KeyAsync();
        var blob = await EncryptAsync(key, "hello");
        await CallAsync("DisableKey", $$"""{"KeyId":"{{key}}"}""");
        Assert.Equal("Disabled", await StateAsync(key));
        Assert.Equal(
            ("DisabledException", $"{Arn(key)} is disabled."),
            await FailAsync("Encrypt", $$"""{"KeyId":"{{key}}","Plaintext":"aGk="}""")
        );
        Assert.Equal("DisabledException", (await FailAsync("Decrypt", $$"""{"CiphertextBlob":"{{blob}}"}""")).Code);
        await CallAsync("EnableKey", $$"""{"KeyId":"{{key}}"}""");
        Assert.Equal("hello", await DecryptAsync(blob));
    }

    [Fact]
    public async Task A_deletion_waits_and_can_be_taken_back_until_the_key_is_gone()
    {
        var key = await KeyAsync();
        await CallAsync("CreateAlias", $$"""{"AliasName":"alias/shop","TargetKeyId":"{{key}}"}""");
        var blob = await EncryptAsync(key, "hello");
        var answer = await CallAsync("ScheduleKeyDeletion", $$"""{"KeyId":"{{key}}","PendingWindowInDays":7}""");
        Assert.Equal(("PendingDeletion", 7), ((string?)answer["KeyState"], (int)answer["PendingWindowInDays"]!));
        Assert.Equal(Clock.GetUtcNow().AddDays(7).ToUnixTimeSeconds(), (long)(double)answer["DeletionDate"]!);
        Assert.Equal(
            ("KMSInvalidStateException", $"{Arn(key)} is pending deletion."),
            await FailAsync("Decrypt", $$"""{"CiphertextBlob":"{{blob}}"}""")
        );
        await CallAsync("CancelKeyDeletion", $$"""{"KeyId":"{{key}}"}""");
        Assert.Equal("Disabled", await StateAsync(key));
        await CallAsync("ScheduleKeyDeletion", $$"""{"KeyId":"{{key}}","PendingWindowInDays":7}""");
        Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(
            ("NotFoundException", $"Key '{Arn(key)}' does not exist"),
            await FailAsync("DescribeKey", $$"""{"KeyId":"{{key}}"}""")
        );
        Assert.Empty((await CallAsync("ListAliases", "{}"))["Aliases"]!.AsArray());
        Assert.Equal("InvalidCiphertextException", (await FailAsync("Decrypt", $$"""{"CiphertextBlob":"{{blob}}"}""")).Code);
    }

    [Theory]
    [InlineData("nothing", "Invalid keyId 'nothing'")]
    [InlineData("alias/nothing", "Alias arn:aws:kms:eu-west-1:123456789012:alias/nothing is not found.")]
    [InlineData(
        "1234abcd-12ab-34cd-56ef-1234567890ab",
        "Key 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab' does not exist"
    )]
    [InlineData("arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab", "Invalid arn us-east-1")]
    public async Task A_key_that_is_not_there_is_named(string id, string message) =>
        Assert.Equal(("NotFoundException", message), await FailAsync("DescribeKey", $$"""{"KeyId":"{{id}}"}"""));

    [Fact]
    public async Task Lists_come_in_pages()
    {
        for (var i = 0; i < 3; i++)
            await KeyAsync();
        var first = await CallAsync("ListKeys", """{"Limit":2}""");
        Assert.True((bool)first["Truncated"]!);
        var second = await CallAsync("ListKeys", $$"""{"Limit":2,"Marker":"{{first["NextMarker"]}}"}""");
        Assert.False((bool)second["Truncated"]!);
        var ids = first["Keys"]!.AsArray().Concat(second["Keys"]!.AsArray()).Select(k => (string)k!["KeyId"]!).ToList();
        Assert.Equal(3, ids.Distinct().Count());
    }

    [Fact]
    public async Task An_alias_moves_between_keys_of_a_kind()
    {
        var (one, two) = (await KeyAsync(), await KeyAsync());
        await CallAsync("CreateAlias", $$"""{"AliasName":"alias/shop","TargetKeyId":"{{one}}"}""");
        Assert.Equal(
            ("AlreadyExistsException", $"An alias with the name arn:aws:kms:{Region}:{Account}:alias/shop already exists"),
            await FailAsync("CreateAlias", $$"""{"AliasName":"alias/shop","TargetKeyId":"{{two}}"}""")
        );
        var blob = await EncryptAsync("alias/shop", "hello");
        await CallAsync("UpdateAlias", $$"""{"AliasName":"alias/shop","TargetKeyId":"{{two}}"}""");
        Assert.Equal("hello", await DecryptAsync(blob));
        Assert.Equal(
            "IncorrectKeyException",
            (await FailAsync("Decrypt", $$"""{"CiphertextBlob":"{{blob}}","KeyId":"alias/shop"}""")).Code
        );
        var mac = await KeyAsync("""{"KeySpec":"HMAC_256","KeyUsage":"GENERATE_VERIFY_MAC"}""");
        Assert.Equal(
            "ValidationException",
            (await FailAsync("UpdateAlias", $$"""{"AliasName":"alias/shop","TargetKeyId":"{{mac}}"}""")).Code
        );
        await CallAsync("DeleteAlias", """{"AliasName":"alias/shop"}""");
        Assert.Equal("NotFoundException", (await FailAsync("DeleteAlias", """{"AliasName":"alias/shop"}""")).Code);
    }

    [Fact]
    public async Task A_services_own_key_is_made_with_its_first_use_and_cannot_be_changed()
    {
        var made = (await CallAsync("DescribeKey", """{"KeyId":"alias/aws/s3"}"""))["KeyMetadata"]!;
        Assert.Equal("AWS", (string?)made["KeyManager"]);
        Assert.Equal(
            (string?)made["KeyId"],
            (string?)(await CallAsync("DescribeKey", """{"KeyId":"alias/aws/s3"}"""))["KeyMetadata"]!["KeyId"]
        );
        Assert.Equal("AccessDeniedException", (await FailAsync("DisableKey", $$"""{"KeyId":"{{made["KeyId"]}}"}""")).Code);
    }

    [Fact]
    public async Task A_policy_is_kept_as_it_was_given()
    {
        var key = await KeyAsync();
        Assert.Contains("Enable IAM User Permissions", (string?)(await CallAsync("GetKeyPolicy", $$"""{"KeyId":"{{key}}"}"""))["Policy"]);
        const string policy = """{"Statement":{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"}}""";
        await CallAsync("PutKeyPolicy", $$"""{"KeyId":"{{key}}","Policy":{{System.Text.Json.JsonSerializer.Serialize(policy)}}}""");
        Assert.Equal(policy, (string?)(await CallAsync("GetKeyPolicy", $$"""{"KeyId":"{{key}}"}"""))["Policy"]);
        Assert.Equal("MalformedPolicyDocumentException", (await FailAsync("PutKeyPolicy", $$"""{"KeyId":"{{key}}","Policy":"{}"}""")).Code);
    }
}
