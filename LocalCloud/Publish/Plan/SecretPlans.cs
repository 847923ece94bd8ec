namespace LocalCloud.Publish.Plan;

/// <summary>Secret parameters that something on AWS refers to.</summary>
static class SecretPlans
{
    public static void Plan(PublishPlan plan)
    {
        foreach (var parameter in plan.Manifest.Resources.OfType<ManifestParameter>())
        {
            if (plan.Caches.Any(c => c.Password == parameter.Name))
            {
                plan.Mapped.Add(new(parameter.Name, parameter.Type, "nothing: ElastiCache is reached without a password"));
                continue;
            }
            var input = parameter.Inputs.FirstOrDefault(i => i.Name == "value");
            if (input is not { Secret: true })
            {
                plan.Mapped.Add(new(parameter.Name, parameter.Type, $"the parameter {Names.Id(parameter.Name)}"));
                continue;
            }
            var user = plan.Databases.FirstOrDefault(d => d.Password == parameter.Name)?.Username;
            var inUri = plan.Manifest.Resources.OfType<ManifestAnnotatedString>().Any(a => a.Value.References.Any(r => r.Resource == parameter.Name));
            var secret = new SecretPlan(parameter.Name, input.Default?.Generate, user, inUri);
            plan.Secrets.Add(secret);
            plan.Mapped.Add(new(parameter.Name, parameter.Type, secret.Generate is null ? $"a secret of Secrets Manager, from the parameter {secret.ParameterId}" : "a secret of Secrets Manager, generated there"));
        }
    }
}
