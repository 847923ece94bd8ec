namespace LocalCloud.Aws.Ses.ConfigurationSets;

internal static class CreateConfigurationSet
{
    public static readonly Operation Definition = Operation<SesState>
        .Define<ConfigurationSet>(
            "CreateConfigurationSet",
            SesJson.Default.ConfigurationSet,
            Handle,
            Must.Member<ConfigurationSet>("configurationSetName", r => r.ConfigurationSetName).Required(),
            Must.Within<ConfigurationSet, DeliveryOptions>(
                "deliveryOptions",
                r => r.DeliveryOptions,
                Must.Member<DeliveryOptions>("tlsPolicy", r => r.TlsPolicy).Enum("REQUIRE", "OPTIONAL"),
                Must.Member<DeliveryOptions>("maxDeliverySeconds", r => r.MaxDeliverySeconds).Range(300, 50_400)
            ),
            Must.Within<ConfigurationSet, TrackingOptions>(
                "trackingOptions",
                r => r.TrackingOptions,
                Must.Member<TrackingOptions>("customRedirectDomain", r => r.CustomRedirectDomain).Required(),
                Must.Member<TrackingOptions>("httpsPolicy", r => r.HttpsPolicy).Enum("REQUIRE", "REQUIRE_OPEN_ONLY", "OPTIONAL")
            )
        )
        .Http("POST /v2/email/configuration-sets");

    private static Result<Nothing> Handle(SesState state, ConfigurationSet request, Context context) => Create(state, request, context);

    public static Result<Nothing> Create(SesState state, ConfigurationSet set, Context context)
    {
        var name = set.ConfigurationSetName!;
        if (name.Length is 0 or > 64 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return new AwsError(
                "BadRequestException",
                $"Invalid configuration set name <{name}>: it has 1 to 64 letters, digits, hyphens and underscores."
            )
            {
                QueryCode = "InvalidConfigurationSet",
            };
        if (state.ConfigurationSets.ContainsKey(name))
            return new AwsError("AlreadyExistsException", $"Configuration set <{name}> already exists.")
            {
                QueryCode = "ConfigurationSetAlreadyExists",
            };
        state.ConfigurationSets.Put(context.Changes, set);
        return Nothing.Instance;
    }
}
