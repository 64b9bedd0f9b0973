import type { ReactNode } from 'react'
import type { Settings } from '#contract/settings'
import { useConnections } from '../../domain/connection-context.tsx'
import { openConnectionDialog } from '../../domain/connection-dialog-store.ts'
import { connectionColor, connectionMark, ENVIRONMENT_WORDS, GUARD_WORDS } from '../../domain/environment.ts'
import { useSettings } from '../../domain/settings-context.tsx'
import { StateDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Page, PageScroll } from '../../ui/page.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { NumberField, Switch } from '../../ui/text-field.tsx'
import { About } from './about.tsx'
import './settings.css'

export function SettingsPage() {
  const { settings, update } = useSettings()
  const set = (change: Partial<Settings>) => void update(change)
  return (
    <Page title="Settings">
      <PageScroll>
        <div className="settings">
          <Section title="Appearance">
            <Setting label="Theme" help="System follows the machine.">
              <Segmented
                label="Theme"
                value={settings.theme}
                onChange={(theme) => set({ theme })}
                options={[
                  { value: 'system', label: 'System' },
                  { value: 'light', label: 'Light' },
                  { value: 'dark', label: 'Dark' },
                ]}
              />
            </Setting>
            <Setting label="Rows" help="Height of the rows of every grid.">
              <Segmented
                label="Rows"
                value={settings.density}
                onChange={(density) => set({ density })}
                options={[
                  { value: 'compact', label: 'Compact' },
                  { value: 'comfortable', label: 'Comfortable' },
                ]}
              />
            </Setting>
            <Setting label="Times" help="How timestamps of records and logs are shown.">
              <Segmented
                label="Times"
                value={settings.timeZone}
                onChange={(timeZone) => set({ timeZone })}
                options={[
                  { value: 'local', label: 'Local time' },
                  { value: 'utc', label: 'UTC' },
                ]}
              />
            </Setting>
          </Section>
          <Section title="Local cluster">
            <Setting label="Start with Loupe">
              <Switch
                ariaLabel="Start with Loupe"
                isChecked={settings.startsLocalCluster}
                onChange={(startsLocalCluster) => set({ startsLocalCluster })}
              />
            </Setting>
            <Setting label="Brokers" help="From its next start on. Brokers with data are not taken away.">
              <NumberField
                ariaLabel="Brokers"
                value={settings.localBrokerCount}
                min={1}
                max={9}
                width={80}
                onChange={(count) => {
                  if (count !== null && count >= 1 && count <= 9) set({ localBrokerCount: count })
                }}
              />
            </Setting>
            <Setting
              label="Demo data"
              help="A small shop whose producers and consumers run against the local cluster."
            >
              <Switch
                ariaLabel="Demo data"
                isChecked={settings.demoData}
                onChange={(demoData) => set({ demoData })}
              />
            </Setting>
          </Section>
          <Section title="Messages">
            <Setting
              label="Records a scan shows"
              help="A scan stops after so many and says so. 10 to 100 000."
            >
              <NumberField
                ariaLabel="Records a scan shows"
                value={settings.scanLimit}
                min={10}
                max={100_000}
                width={112}
                onChange={(scanLimit) => {
                  if (scanLimit !== null && scanLimit >= 10 && scanLimit <= 100_000) set({ scanLimit })
                }}
              />
            </Setting>
          </Section>
          <Section title="Connections">
            <ConnectionList />
          </Section>
          <Section title="About">
            <About />
          </Section>
        </div>
      </PageScroll>
    </Page>
  )
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="settings-section">
      <h2>{title}</h2>
      <div>{children}</div>
    </section>
  )
}

function Setting({
  label,
  help,
  children,
}: {
  readonly label: string
  readonly help?: string
  readonly children: ReactNode
}) {
  return (
    <div className="setting">
      <div>
        <div>{label}</div>
        {help !== undefined && <div className="setting-help">{help}</div>}
      </div>
      {children}
    </div>
  )
}

function ConnectionList() {
  const { profiles, states } = useConnections()
  return (
    <>
      {profiles.map((profile) => {
        const mark = connectionMark(states.get(profile.id))
        return (
          <div key={profile.id} className="setting">
            <div className="row">
              <span
                className="settings-color"
                style={{ background: connectionColor(profile) }}
                aria-hidden="true"
              />
              <span>{profile.name}</span>
              <span className="setting-help">
                {ENVIRONMENT_WORDS[profile.environment]} · {GUARD_WORDS[profile.guard]}
              </span>
              <span className="setting-help">
                <StateDot tone={mark.tone} word={mark.word} />
              </span>
            </div>
            {profile.kind === 'remote' && (
              <Button
                isSmall
                aria-label={`Edit ${profile.name}`}
                onClick={() => openConnectionDialog(profile)}
              >
                Edit
              </Button>
            )}
          </div>
        )
      })}
      <div className="settings-more">
        <Button onClick={() => openConnectionDialog(null)}>Add connection</Button>
      </div>
    </>
  )
}
