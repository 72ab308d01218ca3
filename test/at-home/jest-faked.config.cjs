module.exports = {
  rootDir: '../examples',
  testMatch: ['<rootDir>/jest.example.cjs'],
  fakeTimers: { enableGlobally: true },
}
